/** What time alone brings: reminders, escalation, parking and reports, in live drives, at rest, and with no process alive. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { personId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Settings } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { startSweeper } from '../../../src/runtime/sweeper.ts';
import { createTurnedClock, type TurnedClock } from '../../fakes/turned-clock.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type TurnedDatabase, turnedDatabase } from '../turned-database.ts';
import { type Assembled, assemble } from './assembled.ts';

const HOUR = 3_600_000;
const TASK = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
const SETTINGS: Partial<Settings> = { remind_after_hours: 4, escalate_after_hours: 12, park_after_hours: 24, escalate_to: ['bea'], approvers: ['ada'] };

let fresh: FreshDatabase;
let database: TurnedDatabase;
let clock: TurnedClock;
let baton: Assembled | null = null;

beforeEach(async () => {
  fresh = await freshDatabase();
  database = await turnedDatabase(fresh.url);
  clock = createTurnedClock();
});
afterEach(async () => {
  await baton?.close();
  baton = null;
  await database.close();
  await fresh.drop();
});

/** The model keeps the real time: its calls last as long as the test wants. */
async function launch(): Promise<Assembled> {
  baton = await assemble({ url: fresh.url, clock, settings: SETTINGS, model: createRehearsalModel({ clock: systemClock }) });
  return baton;
}

/** Every clock there is, the database's first: a process may look as soon as its own has moved. */
async function turn(ms: number): Promise<void> {
  await database.turn(ms);
  clock.turn(ms);
  if (!baton) return;
  // The minute's sweep may have been in progress just now.
  const sweeper = startSweeper({ ledger: baton.database.ledger, jobs: baton.queue, clock, log: pino({ level: 'fatal' }) });
  await sweeper.sweep();
  sweeper.close();
}

/** Once no drive is under way: one that began between the two clocks would count the time twice. */
async function pass(ms: number): Promise<void> {
  await until(() => (baton?.runtime.active() ?? 0) === 0);
  await turn(ms);
}

const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;
const question = (state: Workflow) => {
  const [open] = openDecisions(state);
  if (!open) throw new Error('No question is open');
  return open;
};

test('a question is repeated, passed on, and then the work parks; one word takes it up again', async () => {
  const { start, reached, say, answer } = await launch();
  const { workflow, thread } = await start(TASK);
  await reached(workflow, waits);
  await pass(4 * HOUR);
  const reminded = await reached(workflow, (state) => question(state).reminded);
  expect(question(reminded).escalatedTo).toBeNull();
  await pass(8 * HOUR);
  expect(question(await reached(workflow, (state) => question(state).escalatedTo !== null)).escalatedTo).toEqual(['bea']);
  await pass(12 * HOUR);
  const parked = await reached(workflow, (state) => state.parked !== null);
  expect(statusWord(parked)).toBe('parked');
  expect(question(parked).state.kind).toBe('open');
  await pass(400 * HOUR);
  expect(await say('resume', { thread })).toMatchObject({ kind: 'acted', as: 'resume', reply: { kind: 'accepted' } });
  const resumed = await reached(workflow, (state) => state.parked === null);
  expect(question(resumed).deadline.parkAt).toBeGreaterThan(clock.now() + 23 * HOUR);
  expect(await answer(question(resumed).id, 'approve')).toEqual({ kind: 'accepted' });
  expect(statusWord(await reached(workflow, (state) => state.stage.kind === 'ended'))).toBe('completed');
});

test('whoever it was passed on to may answer parked work, which takes it up', async () => {
  const { start, reached, say } = await launch();
  const { workflow, thread } = await start(TASK);
  await reached(workflow, waits);
  expect(await say('approve', { thread, actor: 'bea' })).toMatchObject({ kind: 'acted', reply: { kind: 'refused', reason: { kind: 'not-allowed' } } });
  await pass(12 * HOUR);
  await reached(workflow, (state) => question(state).reminded);
  await pass(8 * HOUR);
  await reached(workflow, (state) => question(state).escalatedTo !== null);
  await pass(12 * HOUR);
  await reached(workflow, (state) => state.parked !== null);
  expect(await say('approve', { thread, actor: 'bea' })).toMatchObject({ kind: 'acted', reply: { kind: 'accepted' } });
  expect((await reached(workflow, (state) => state.stage.kind === 'ended')).start?.by).toBe(personId('bea'));
});

test('what fell due while no process was alive is done from the next start on: a reminder first, the rest as long after it as ever', async () => {
  const first = await launch();
  const { workflow } = await first.start(TASK);
  await first.reached(workflow, waits);
  await first.close();
  baton = null;
  await pass(25 * HOUR);
  const { reached, state } = await launch();
  const reminded = await reached(workflow, (now) => question(now).reminded);
  expect([reminded.parked, question(reminded).escalatedTo]).toEqual([null, null]);
  await pass(8 * HOUR);
  expect((await reached(workflow, (now) => question(now).escalatedTo !== null)).parked).toBeNull();
  await pass(12 * HOUR);
  await reached(workflow, (now) => now.parked !== null);
  expect((await state(workflow)).moments.map(({ kind }) => kind)).toEqual(['reminded', 'escalated', 'parked']);
});

test('a deadline is the database’s: a process whose own clock is behind keeps it, one that is ahead does not hurry', async () => {
  const first = await launch();
  const { workflow } = await first.start(TASK);
  await first.reached(workflow, waits);
  clock.turn(5 * HOUR);
  await first.close();
  baton = null;
  const ahead = await launch();
  expect(question(await ahead.state(workflow)).reminded).toBe(false);
  await ahead.close();
  baton = null;
  await database.turn(5 * HOUR);
  clock.turn(-10 * HOUR);
  const behind = await launch();
  expect(question(await behind.reached(workflow, (state) => question(state).reminded)).reminded).toBe(true);
});

test('a long run reports by itself, and a stall is told from a dead call', async () => {
  const { start, reached, answer, say } = await launch();
  const { workflow, thread } = await start('/orchestrate Compare the stores [[slow:60s]] AND write the guide THEN review both for risk');
  await answer(question(await reached(workflow, waits)).id, 'approve');
  await reached(
    workflow,
    (state) => state.running.size === 1 && state.workstreams.size > 0 && [...state.workstreams.values()].some(({ status }) => status.kind === 'done'),
  );
  await turn(10 * 60_000);
  const reported = await reached(workflow, (state) => state.moments.some(({ kind }) => kind === 'progress'));
  expect(reported.running.size).toBe(1);
  await turn(30 * 60_000);
  const stalled = await reached(workflow, (state) => state.moments.some(({ kind }) => kind === 'stalled'));
  expect(stalled.moments.find(({ kind }) => kind === 'stalled')).toMatchObject({ running: [{ kind: 'workstream' }] });
  await say('stop', { thread });
  await reached(workflow, (state) => state.stage.kind === 'ended');
});
