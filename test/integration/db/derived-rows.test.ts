/** What an append writes besides events, and that it is all or nothing. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import type { Input } from '../../../src/engine/input.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { artifact, driver, newInput, opening } from '../../contracts/driven-workflow.ts';
import { ANN, by, ref, USAGE } from '../../engine/scenario.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

async function running() {
  const { workflow } = await database.ledger.open(opening());
  const drives = await driver(database.ledger, workflow);
  await drives.feed({ kind: 'driver-took-over' });
  const [approval] = openDecisions(drives.state());
  if (!approval) throw new Error('Nobody was asked.');
  const approve: Input = { kind: 'answer', decision: approval.id, option: 'approve', actor: by(ANN), text: null, supplied: null };
  await drives.feed(approve);
  return { workflow, drives, approval, attempts: [...drives.state().running.values()] };
}

const rows = async (table: string, workflow: WorkflowId, columns: string, order: string) =>
  (await database.sql.unsafe(`select ${columns} from ${table} where workflow = $1 order by ${order}`, [workflow])).map((row) => ({ ...row }));

const everything = async (workflow: WorkflowId) => {
  const tables = ['events', 'workstreams', 'attempts', 'decisions', 'handoffs', 'usage', 'reservations', 'artifacts', 'inbox'];
  const kept = await Promise.all(tables.map((table) => database.sql.unsafe(`select * from ${table} where workflow = $1 order by 1, 2, 3`, [workflow])));
  return JSON.stringify([await database.sql.unsafe(`select * from workflows where id = $1`, [workflow]), ...kept]);
};

describe('derived rows', () => {
  test('an open call has an attempt and a reservation; an ended one what it cost', async () => {
    const { workflow, drives, attempts } = await running();
    expect(attempts).toHaveLength(2);
    const [first, second] = attempts;
    const nothing = { ...USAGE, inputTokens: 0, outputTokens: 0, costUsd: 0, chargedUsd: 0 };
    if (!first || !second) throw new Error('Two calls should run.');
    expect(await rows('reservations', workflow, 'attempt, usd', 'attempt')).toEqual(attempts.map(({ id, reservedUsd }) => ({ attempt: id, usd: reservedUsd })));
    await drives.feed({
      kind: 'call-succeeded',
      attempt: first.id,
      result: { kind: 'workstream', artifact: ref('r1'), opening: 'r1', ballot: null },
      usage: USAGE,
    });
    await drives.feed({ kind: 'call-failed', attempt: second.id, failure: { kind: 'overloaded', detail: 'busy' }, usage: nothing });
    const third = [...drives.state().running.values()][0];
    expect(await rows('attempts', workflow, 'id, subject, role, try_number, status, cause', 'id')).toEqual([
      { id: first.id, subject: 'workstream:1', role: 'general', try_number: 1, status: 'succeeded', cause: null },
      { id: second.id, subject: 'workstream:2', role: 'general', try_number: 1, status: 'failed', cause: 'overloaded' },
      { id: third?.id, subject: 'workstream:2', role: 'general', try_number: 2, status: 'running', cause: null },
    ]);
    expect(await rows('reservations', workflow, 'attempt', 'attempt')).toEqual([{ attempt: third?.id }]);
    expect(await rows('usage', workflow, 'attempt, subject, role, model, input_tokens, output_tokens, cost_usd, charged_usd', 'attempt')).toEqual([
      {
        attempt: first.id,
        subject: 'workstream:1',
        role: 'general',
        model: USAGE.model,
        input_tokens: 100,
        output_tokens: 50,
        cost_usd: 0.01,
        charged_usd: 0.01,
      },
      {
        ...{ attempt: second.id, subject: 'workstream:2', role: 'general', model: USAGE.model },
        ...{ input_tokens: 0, output_tokens: 0, cost_usd: 0, charged_usd: 0 },
      },
    ]);
    expect(await rows('workstreams', workflow, 'id, phase, status, attempts, artifact, cost_usd', 'id')).toEqual([
      { id: '1', phase: 'p1', status: 'done', attempts: 1, artifact: 'artifact-r1', cost_usd: 0.01 },
      { id: '2', phase: 'p1', status: 'running', attempts: 2, artifact: null, cost_usd: 0 },
      { id: '3', phase: 'p2', status: 'pending', attempts: 0, artifact: null, cost_usd: 0 },
    ]);
    expect(await database.archive.find(opening().tenant, workflow)).toMatchObject({
      status: 'running',
      done: 1,
      total: 3,
      pattern: 'mixed',
      costUsd: 0.01,
      version: drives.state().version,
    });
  });

  test('an interrupted call is booked and sets nothing aside any more', async () => {
    const { workflow, drives, attempts } = await running();
    await drives.feed({ kind: 'driver-leaves' });
    expect(await rows('reservations', workflow, 'attempt', 'attempt')).toEqual([]);
    expect(await rows('attempts', workflow, 'status, cause', 'id')).toEqual(attempts.map(() => ({ status: 'interrupted', cause: 'handed-back' })));
    const booked = await rows('usage', workflow, 'cost_usd, input_tokens', 'attempt');
    expect(booked).toHaveLength(2);
    const sum = booked.reduce((total, row) => total + Number(row.cost_usd), 0);
    expect(sum).toBeCloseTo(drives.state().spent.costUsd);
    expect((await rows('workstreams', workflow, 'status', 'id')).map((row) => row.status)).toEqual(['pending', 'pending', 'pending']);
  });

  test('a call that starts and is cancelled within one batch is one settled attempt', async () => {
    const { workflow } = await database.ledger.open(opening());
    const drives = await driver(database.ledger, workflow);
    await drives.feed({ kind: 'driver-took-over' });
    const [approval] = openDecisions(drives.state());
    if (!approval) throw new Error('Nobody was asked.');
    const approve = drives.batch({ kind: 'answer', decision: approval.id, option: 'approve', actor: by(ANN), text: null, supplied: null });
    const { decide } = await import('../../../src/engine/decide.ts');
    const cancelled = decide(approve.after, { kind: 'override', actor: by(ANN), change: { kind: 'cancel' } }, 9_000);
    if (cancelled.after.kind === 'none') throw new Error('The workflow is gone.');
    const more = cancelled.events.map((event, index) => ({ seq: approve.after.version + 1 + index, at: 9_000, input: null, event }));
    expect(await database.ledger.append({ ...approve, recorded: [...approve.recorded, ...more], after: cancelled.after })).toEqual({ kind: 'appended' });
    expect(await rows('attempts', workflow, 'status, cause', 'id')).toEqual([
      { status: 'interrupted', cause: 'cancelled' },
      { status: 'interrupted', cause: 'cancelled' },
    ]);
    expect(await rows('reservations', workflow, 'attempt', 'attempt')).toEqual([]);
    expect((await rows('usage', workflow, 'subject, role, model', 'attempt'))[0]).toMatchObject({ subject: 'workstream:1', role: 'general' });
  });

  test('a decision is asked and settled; a handoff is kept; an edit takes workstreams out', async () => {
    const { workflow, drives, approval } = await running();
    expect(await rows('decisions', workflow, 'id, kind, status, answered_by, answer', 'id')).toEqual([
      { id: approval.id, kind: 'plan-approval', status: 'answered', answered_by: ANN, answer: 'approve' },
    ]);
    while (drives.state().running.size > 0) await drives.succeedAll();
    expect(await rows('handoffs', workflow, 'phase, body', 'phase')).toMatchObject([{ phase: 'p1', body: { decisions: ['Go on.'] } }, { phase: 'p2' }]);
    const edited = await database.ledger.open(opening());
    const editor = await driver(database.ledger, edited.workflow);
    await editor.feed({ kind: 'driver-took-over' });
    const drop = editor.state().proposal?.plan.workstreams.find(({ id }) => id === '3');
    if (!drop) throw new Error('There is no workstream 3.');
    await editor.feed({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'drop', workstream: drop.id }] });
    expect(await rows('workstreams', edited.workflow, 'id', 'id')).toEqual([{ id: '1' }, { id: '2' }]);
    expect((await rows('decisions', edited.workflow, 'status', 'id')).map((row) => row.status)).toEqual(['voided', 'open']);
  });
});

describe('all or nothing', () => {
  const cases: readonly (readonly [string, Input, string])[] = [
    ['NUL in an event', { kind: 'override', actor: by(ANN), change: { kind: 'add-context', workstream: null, text: 'a\0b' } }, 'text-not-storable'],
    [
      'a lone surrogate in an event',
      { kind: 'override', actor: by(ANN), change: { kind: 'add-context', workstream: null, text: 'a\ud83db' } },
      'text-not-storable',
    ],
  ];

  test.each(cases)('%s is refused with a clear error and nothing is written', async (_, input, code) => {
    const { workflow, drives } = await running();
    const waiting = newInput();
    await database.inbox.deliver({ workflow, id: waiting, input: { kind: 'override', actor: by(ANN), change: { kind: 'pause' } }, artifacts: [] });
    const before = await everything(workflow);
    const batch = drives.batch(input, { artifacts: [artifact('never kept')], applied: [{ id: waiting, outcome: { kind: 'accepted' } }] });
    await expect(database.ledger.append(batch)).rejects.toMatchObject({ code });
    expect(await everything(workflow)).toBe(before);
    expect(await drives.feed({ kind: 'override', actor: by(ANN), change: { kind: 'pause' } })).toBe('appended');
  });

  test('a part that fails takes everything with it', async () => {
    const { workflow, drives, attempts } = await running();
    const before = await everything(workflow);
    const batch = drives.batch({ kind: 'override', actor: by(ANN), change: { kind: 'pause' } });
    const [again] = attempts;
    if (!again) throw new Error('No call runs.');
    const twice = {
      seq: batch.expectedVersion + batch.recorded.length + 1,
      at: 9_000,
      input: null,
      event: { kind: 'attempt-started' as const, attempt: again },
    };
    await expect(database.ledger.append({ ...batch, recorded: [...batch.recorded, twice] })).rejects.toMatchObject({
      code: 'database-error',
      context: { sqlState: '23505' },
    });
    expect(await everything(workflow)).toBe(before);
  });

  test('an opening whose events cannot be stored leaves nothing', async () => {
    const asked = opening({ request: { task: { kind: 'inline', text: 'a\0b' } } });
    await expect(database.ledger.open(asked)).rejects.toMatchObject({ code: 'text-not-storable' });
    expect(await database.ledger.takeOver(asked.workflow)).toBeNull();
    expect(await database.inbox.outcome(asked.input)).toBeNull();
  });
});

describe('events', () => {
  test('are append-only, except for retention', async () => {
    const { workflow } = await database.ledger.open(opening());
    const refused = { code: '23001' };
    await expect(database.sql`update events set at = 0 where workflow = ${workflow}`).rejects.toMatchObject(refused);
    await expect(database.sql`delete from events where workflow = ${workflow}`).rejects.toMatchObject(refused);
    await expect(database.sql`truncate events`).rejects.toMatchObject(refused);
    await database.sql.begin(async (transaction) => {
      await transaction`set local baton.retention = 'on'`;
      await expect(transaction.savepoint((inner) => inner`update events set at = 0 where workflow = ${workflow}`)).rejects.toMatchObject(refused);
      await transaction`delete from events where workflow = ${workflow}`;
    });
    expect(await rows('events', workflow, 'seq', 'seq')).toEqual([]);
  });

  test('of a newer format are not read', async () => {
    const { workflow, tenant } = { ...(await database.ledger.open(opening())), tenant: 'local' };
    await database.sql`insert into events (tenant, workflow, seq, v, at, body) values (${tenant}, ${workflow}, 2, 99, 1, '{"kind":"paused"}')`;
    await expect(database.ledger.takeOver(workflow)).rejects.toMatchObject({ code: 'event-from-newer-version' });
  });
});
