/** Budgets of a day on the real database: what their rows say, which day counts, and that a refused append changes nothing. */
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import { verifyLedger } from '../../../db/verify.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { nextDue } from '../../../src/engine/schedule-time.ts';
import { driver } from '../../contracts/driven-workflow.ts';
import { PLAN, TIMEOUT } from '../../engine/scenario.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { NOON, type Spender, spender, TODAY } from './budget-drivers.ts';
import { budgetRows, summedRows } from './budget-sums.ts';

let fresh: FreshDatabase;
let database: Database;
const open = () => openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await open();
});

beforeEach(async () => {
  await database.sql`delete from budgets`;
  await database.sql`delete from usage`;
  await database.sql`delete from reservations`;
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

const running = (run: Spender) => [...run.state().running.values()];
const first = (run: Spender) => {
  const [attempt] = running(run);
  if (!attempt) throw new Error('Nothing runs.');
  return attempt;
};
const question = (run: Spender) => openDecisions(run.state()).at(-1)?.question;
const eventsOf = async (run: Spender) =>
  (await database.sql`select body ->> 'kind' as kind from events where workflow = ${run.state().id} order by seq`).map(({ kind }) => kind);

describe('the verifier', () => {
  const differences = async () => {
    const found: string[] = [];
    await verifyLedger(fresh.url, ({ table, key, column, fromEvents, stored }) => {
      if (table === 'budgets') found.push([key, column, Number(fromEvents).toFixed(6), Number(stored).toFixed(6)].join(' '));
    });
    return found;
  };
  const settings = { person_day_budget_usd: 5, channel_day_budget_usd: 5, workspace_day_budget_tokens: 1_000_000 };

  test('finds rows of budgets that do not follow from the events', async () => {
    const run = await spender(database, { settings });
    await run.end(first(run), 0.5);
    await run.feed({ kind: 'call-failed', attempt: first(run).id, failure: TIMEOUT, usage: null });
    expect(await differences()).toEqual([]);
    const [person] = await database.sql`select spent_usd as spent, reserved_usd as reserved from budgets where scope = 'person'`;
    await database.sql`update budgets set spent_usd = spent_usd - 0.001 where scope = 'person'`;
    await database.sql`update budgets set reserved_tokens = reserved_tokens + 1 where scope = 'workspace'`;
    expect(await differences()).toEqual([
      `local ${TODAY} person ann spent_usd ${Number(person?.spent).toFixed(6)} ${(Number(person?.spent) - 0.001).toFixed(6)}`,
      expect.stringContaining(`local ${TODAY} workspace reserved_tokens`) as string,
    ]);
  });

  test('takes a day on which removed runs may have worked as a least', async () => {
    const run = await spender(database, { settings });
    await run.end(first(run), 0.5);
    const insert = (at: number) => database.sql`insert into usage_totals
      (tenant, workflow, at, channel, person, pattern, persona, model, calls, input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, cost_usd, charged_usd)
      values ('local', ${crypto.randomUUID()}, ${at}, 'general', 'ann', 'mixed', '', 'm', 1, 1, 0, 0, 1, 0.5, 0.5)`;
    await insert(NOON - 2 * 86_400_000);
    await database.sql`update budgets set spent_usd = spent_usd + 0.5 where scope = 'person'`;
    expect(await differences()).toHaveLength(1);
    await insert(NOON);
    expect(await differences()).toEqual([]);
    await database.sql`update budgets set spent_usd = spent_usd - 0.6 where scope = 'person'`;
    await database.sql`update budgets set reserved_usd = reserved_usd + 0.1 where scope = 'channel'`;
    expect(await differences()).toHaveLength(2);
    await database.sql`delete from usage_totals`;
  });
});

describe('a call that people stopped', () => {
  const settings = { person_day_budget_usd: 5, workspace_day_budget_tokens: 1_000_000 };

  test.each(['later', 'at once'] as const)('counts as what it used once that is known, %s', async (when) => {
    const run = await spender(database, { settings });
    const call = first(run);
    await run.stop(call, 0.25, when);
    const [usage] = await database.sql`select cost_usd, charged_usd, input_tokens, booked_tokens from usage where workflow = ${run.state().id}`;
    const tokens = Math.floor(call.reservedTokens / 4);
    const usd = expect.closeTo(call.reservedUsd / 4, 9) as number;
    expect(usage).toEqual({ cost_usd: usd, charged_usd: usd, input_tokens: tokens, booked_tokens: 0 });
    expect(await budgetRows(database)).toMatchObject([{ spent_tokens: tokens }, { spent_tokens: tokens }]);
    expect(await budgetRows(database)).toEqual(await summedRows(database));
    const differences: unknown[] = [];
    await verifyLedger(fresh.url, (difference) => difference.workflow === run.state().id && differences.push(difference));
    expect(differences).toEqual([]);
  });

  test('counts so too where nothing is limited', async () => {
    const run = await spender(database);
    const call = first(run);
    await run.stop(call, 0.25, 'later');
    expect(await database.sql`select cost_usd, booked_tokens from usage where workflow = ${run.state().id}`).toEqual([
      { cost_usd: expect.closeTo(call.reservedUsd / 4, 9) as number, booked_tokens: 0 },
    ]);
  });
});

describe('rows of budgets', () => {
  test('are not made where nothing is limited', async () => {
    const run = await spender(database);
    await run.end(first(run), 0.5);
    expect(await budgetRows(database)).toEqual([]);
  });

  test('hold what is set aside, then what it cost', async () => {
    const run = await spender(database, { settings: { person_day_budget_usd: 5, workspace_day_budget_tokens: 1_000_000 } });
    const calls = running(run);
    const reserved = calls.reduce((sum, { reservedUsd }) => sum + reservedUsd, 0);
    const tokens = calls.reduce((sum, { reservedTokens }) => sum + reservedTokens, 0);
    expect(await budgetRows(database)).toEqual([
      { day: TODAY, scope: 'person', key: 'ann', spent_usd: 0, reserved_usd: expect.closeTo(reserved), spent_tokens: 0, reserved_tokens: tokens },
      { day: TODAY, scope: 'workspace', key: '', spent_usd: 0, reserved_usd: expect.closeTo(reserved), spent_tokens: 0, reserved_tokens: tokens },
    ]);
    await run.end(first(run), 0.5);
    expect(await budgetRows(database)).toMatchObject([{ spent_usd: expect.closeTo(first(run).reservedUsd / 2) }, {}]);
    expect(await budgetRows(database)).toEqual(await summedRows(database));
  });

  test('set later in the day begin with what the day has cost, and count runs without a limit too', async () => {
    const free = await spender(database, { person: 'ann' });
    await free.end(first(free), 0.5);
    await spender(database, { person: 'bob', channel: 'ops' });
    const limited = await spender(database, { person: 'ann', channel: 'ops', settings: { person_day_budget_usd: 5, channel_day_budget_usd: 5 } });
    const rows = await budgetRows(database);
    expect(rows.map(({ scope, key }) => [scope, key])).toEqual([
      ['channel', 'ops'],
      ['person', 'ann'],
    ]);
    expect(rows).toEqual(await summedRows(database));
    await free.end(first(free), 0.5);
    await limited.end(first(limited), 0.1);
    expect(await budgetRows(database)).toEqual(await summedRows(database));
  });

  test('book a call whose end is unknown at what was set aside for it, in dollars and tokens, and outlive the process', async () => {
    const run = await spender(database, { settings: { person_day_budget_usd: 5 } });
    const lost = running(run).reduce((sum, { reservedUsd }) => sum + reservedUsd, 0);
    const tokens = running(run).reduce((sum, { reservedTokens }) => sum + reservedTokens, 0);
    const later = await open();
    try {
      const again = await run.takeOver(later);
      expect(running(again)).toHaveLength(3);
      expect(await budgetRows(later)).toMatchObject([{ spent_usd: expect.closeTo(lost), spent_tokens: tokens, reserved_tokens: tokens }]);
      expect(await budgetRows(later)).toEqual(await summedRows(later));
      expect(again.state().spent).toMatchObject({ bookedTokens: tokens });
    } finally {
      await later.close();
    }
  });

  test('are left alone by a driver whose time is over', async () => {
    const run = await spender(database, { settings: { person_day_budget_usd: 5 } });
    await driver(database.ledger, run.state().id);
    const before = await budgetRows(database);
    expect(await run.end(first(run), 0.5)).toBe(false);
    expect(await budgetRows(database)).toEqual(before);
  });
});

describe('a call that does not fit', () => {
  test('is not started, in this process or another, and people are asked', async () => {
    const settings = { workspace_day_budget_usd: 0.02 };
    await spender(database, { person: 'ann', settings });
    const other = await open();
    try {
      const blocked = await spender(other, { person: 'bob', channel: 'ops', settings });
      expect(running(blocked)).toEqual([]);
      expect(question(blocked)).toMatchObject({ kind: 'cap-reached', cap: { scope: 'workspace', unit: 'usd', day: TODAY }, limit: 0.02, spent: 0 });
      expect(await eventsOf(blocked)).toEqual(['requested', 'budget-reached', 'plan-proposed', 'execution-started', 'phase-started', 'decision-asked']);
      expect(await database.sql`select 1 from attempts where workflow = ${blocked.state().id}`).toHaveLength(0);
      expect(await budgetRows(database)).toEqual(await summedRows(database));
    } finally {
      await other.close();
    }
  });

  test('does not keep back those that fit', async () => {
    const run = await spender(database, { settings: { channel_day_budget_tokens: 40_000 } });
    expect(running(run)).toHaveLength(2);
    await run.end(first(run), 0);
    expect(running(run)).toHaveLength(2);
    expect(openDecisions(run.state())).toEqual([]);
  });

  test('starts once an admin has raised the budget, for this run and day', async () => {
    const settings = { person_day_budget_usd: 0.01 };
    const run = await spender(database, { settings, plan: PLAN });
    expect(question(run)).toMatchObject({ kind: 'cap-reached', cap: { scope: 'person' } });
    await run.answer('raise');
    expect(running(run)).toEqual([]);
    await run.answer('raise', { admin: true });
    expect(running(run)).toHaveLength(1);
    const next = await spender(database, { settings });
    expect(question(next)).toMatchObject({ kind: 'cap-reached', limit: 0.01 });
  });

  test('waits for the next day of the tenant, which has a budget of its own', async () => {
    const settings = { time_zone: 'Asia/Tokyo', workspace_day_budget_usd: 0.02, park_after_hours: 48 };
    const midnight = Date.UTC(2026, 10, 21, 15);
    const run = await spender(database, { settings, at: midnight - 60_000 });
    const blocked = await spender(database, { settings, at: midnight - 60_000 });
    expect(nextDue(blocked.state())).toBe(midnight);
    blocked.at(midnight);
    await blocked.feed({ kind: 'time-passed' });
    expect(running(blocked)).toHaveLength(3);
    // A call counts on the day that it started, whenever it ends.
    run.at(midnight + 60_000);
    const late = first(run);
    await run.end(late, 1);
    expect(await budgetRows(database)).toMatchObject([
      { day: '2026-11-21', spent_usd: expect.closeTo(late.reservedUsd) },
      { day: '2026-11-22', spent_usd: 0 },
    ]);
    expect(await budgetRows(database)).toEqual(await summedRows(database));
  });
});

test('budgets of other tenants are others', async () => {
  await spender(database, { settings: { workspace_day_budget_usd: 5 }, at: NOON });
  await database.sql`update budgets set tenant = 'other', spent_usd = 5`;
  const run = await spender(database, { settings: { workspace_day_budget_usd: 5 } });
  expect(running(run)).toHaveLength(3);
});
