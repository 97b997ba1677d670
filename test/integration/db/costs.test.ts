/** What runs cost, by person, pattern, persona, model and day: of runs that are there and of those that were removed. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import { verifyLedger } from '../../../db/verify.ts';
import { dayOf } from '../../../src/engine/day.ts';
import { personId, tenantId } from '../../../src/engine/ids.ts';
import type { CostGrouping } from '../../../src/ports/costs.ts';
import { LOCAL } from '../../contracts/driven-workflow.ts';
import { by, PLAN, work } from '../../engine/scenario.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { spender } from './budget-drivers.ts';

let fresh: FreshDatabase;
let database: Database;
const NOW = Date.now();
const DAY_MS = 86_400_000;
const ZONE = 'Asia/Tokyo';

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
  await run('ann', NOW);
  await run('ann', NOW - DAY_MS);
  await run('bob', NOW - 40 * DAY_MS);
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

/** Two calls of persona `critic` that cost half of what was set aside, one without a persona that is lost. */
async function run(person: string, at: number): Promise<void> {
  const workstreams = [work('1', [], { persona: 'critic' }), work('2', [], { persona: 'critic' }), work('3')];
  const settings = { time_zone: ZONE, max_parallel_agents: 3 };
  const drives = await spender(database, {
    person,
    at,
    settings,
    plan: { ...PLAN, phases: PLAN.phases.slice(0, 1).map((one) => ({ ...one, workstreams: workstreams.map(({ id }) => id) })), workstreams },
  });
  const [first, second] = drives.state().running.values();
  if (!first || !second) throw new Error('Three calls should run.');
  await drives.end(first, 0.5);
  await drives.end(second, 0.5);
  await drives.feed({ kind: 'driver-leaves' });
}

const report = (by: CostGrouping, days = 30, zone = ZONE) => database.costs(database.settings({ time_zone: zone })).report(LOCAL, by, days);

test('adds up one way at a time, and counts each run once in the total', async () => {
  const byPerson = await report('person');
  expect(byPerson).toMatchObject({ by: 'person', days: 30, rows: [{ key: 'ann', runs: 2 }], total: { runs: 2 } });
  const { key: _, ...ann } = byPerson.rows[0] ?? { key: '' };
  expect(byPerson.total).toEqual(ann);
  expect((await report('person', 60)).rows.map(({ key, runs }) => [key, runs])).toEqual([
    ['ann', 2],
    ['bob', 1],
  ]);
  const byPersona = await report('persona');
  expect(byPersona.rows.map(({ key, runs }) => [key, runs]).toSorted()).toEqual([
    ['', 2],
    ['critic', 2],
  ]);
  expect(byPersona.rows.reduce((sum, { costUsd }) => sum + costUsd, 0)).toBeCloseTo(byPersona.total.costUsd);
  expect((await report('model')).rows).toMatchObject([{ key: 'claude-sonnet-5-5', runs: 2 }]);
  expect((await report('pattern')).rows).toMatchObject([{ key: 'mixed', runs: 2 }]);
});

test('counts work under the persona of its phase, where it has none of its own', async () => {
  const workstreams = [work('1', [], { persona: 'editor' }), work('2'), work('3', ['1', '2'])];
  const [one, two] = PLAN.phases;
  if (!one || !two) throw new Error('The plan has two phases.');
  const phases = [
    { ...one, persona: 'reviewer', handoff: false },
    { ...two, persona: 'auditor' },
  ];
  const drives = await spender(database, { person: 'cem', at: NOW, settings: { time_zone: ZONE }, plan: { ...PLAN, phases, workstreams } });
  await drives.feed({ kind: 'override', actor: by(personId('cem')), change: { kind: 'change-phase', phase: two.id, persona: 'lawyer', skills: null } });
  for (const call of drives.state().running.values()) await drives.end(call, 0.5);
  for (const call of drives.state().running.values()) await drives.end(call, 0.5);
  const rows = (await report('persona')).rows.map(({ key, runs }) => [key, runs]);
  expect(rows).toEqual(
    expect.arrayContaining([
      ['editor', 1],
      ['reviewer', 1],
      ['lawyer', 1],
    ]),
  );
  expect(rows.map(([key]) => key)).not.toContain('auditor');
  const differences: unknown[] = [];
  await verifyLedger(fresh.url, (difference) => differences.push(difference));
  expect(differences).toEqual([]);
  await database.sql`delete from usage where workflow = ${drives.state().id}`;
});

test('goes by the days of the tenant, today included', async () => {
  const days = (await report('day', 60)).rows.map(({ key }) => key);
  expect(days).toEqual([NOW, NOW - DAY_MS, NOW - 40 * DAY_MS].map((at) => dayOf(at, ZONE)));
  expect((await report('day', 1)).total.runs).toBe(1);
  expect((await report('day', 2)).total.runs).toBe(2);
});

test('keeps what removed runs cost', async () => {
  const before = await Promise.all((['person', 'pattern', 'persona', 'model', 'day'] as const).map((by) => report(by, 60)));
  await database.sql`update workflows set at_rest = true, status = 'completed'`;
  expect(await database.retention.removeRuns(LOCAL, 30, 10)).toBe(1);
  for (const { by, ...former } of before) {
    const now = await report(by, 60);
    expect(now.rows.map(({ key, runs, costUsd }) => [key, runs, costUsd.toFixed(9)])).toEqual(
      former.rows.map(({ key, runs, costUsd }) => [key, runs, costUsd.toFixed(9)]),
    );
    expect(now.total.costUsd).toBeCloseTo(former.total.costUsd, 9);
    expect(now.total.runs).toBe(3);
  }
});

test('shows a tenant its own', async () => {
  const costs = database.costs(database.settings({}));
  expect(await costs.report(tenantId('other'), 'person', 60)).toEqual({
    by: 'person',
    days: 60,
    rows: [],
    total: { runs: 0, costUsd: 0, chargedUsd: 0, inputTokens: 0, outputTokens: 0 },
  });
});
