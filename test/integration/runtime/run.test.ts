/** Whole runs through the desk, on a real database, with the rehearsal model. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyLedger } from '../../../db/verify.ts';
import { money } from '../../../src/cards/figures.ts';
import { cardText } from '../../../src/cards/text.ts';
import { LOCAL_TENANT, type ThreadId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { until } from '../../until.ts';
import { assembleFresh } from './assembled.ts';

let baton: Awaited<ReturnType<typeof assembleFresh>>;
beforeEach(async () => {
  baton = await assembleFresh();
});
afterEach(async () => {
  await baton.close();
});

const TASK = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;
const over = (state: Workflow) => state.stage.kind === 'ended';

async function keysOf(thread: ThreadId): Promise<readonly string[]> {
  const messages = await baton.database.archive.messages(LOCAL_TENANT, thread);
  return messages.map((message) => (message.kind === 'card' ? message.key : 'person'));
}

function onlyDecision(state: Workflow) {
  const [decision] = openDecisions(state);
  if (!decision) throw new Error('No decision is open');
  return decision;
}

test('a request is planned, approved, run and answered, and the thread tells it in order', async () => {
  const { workflow, thread } = await baton.start(TASK);
  const planned = await baton.reached(workflow, waits);
  expect(planned.proposal?.plan.workstreams).toHaveLength(3);
  expect(await baton.answer(onlyDecision(planned).id, 'approve')).toEqual({ kind: 'accepted' });
  const ended = await baton.reached(workflow, over);
  expect(statusWord(ended)).toBe('completed');
  expect([...ended.workstreams.values()].map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  const keys = await until(async () => {
    const now = await keysOf(thread);
    return now.includes('end') && now;
  });
  expect(keys).toEqual(['person', 'plan', 'live', 'phase:p1', 'handoff:p1', 'phase:p2', 'handoff:p2', 'end']);
});

test('a redelivered request starts nothing twice and names the same thread', async () => {
  const first = await baton.say(TASK, { input: 'delivery-0001' });
  const second = await baton.say(TASK, { input: 'delivery-0001' });
  expect(second).toEqual(first);
  expect(await baton.database.archive.workflows(LOCAL_TENANT, { active: null, thread: null, limit: 10 })).toHaveLength(1);
});

test('a failing workstream reaches a person, and a result by hand lets the rest go on', async () => {
  const { workflow, thread } = await baton.start('/orchestrate Compare stores [[fail]] AND write a plan THEN review it for risk');
  await baton.answer(onlyDecision(await baton.reached(workflow, waits)).id, 'approve');
  const stuck = await baton.reached(workflow, waits);
  const menu = onlyDecision(stuck);
  expect(menu.question.kind).toBe('failure-menu');
  expect([...stuck.workstreams.values()].map(({ attempts }) => attempts)[0]).toBe(3);
  expect(await baton.answer(menu.id, 'supply', '# By hand\n\nThis is the comparison.')).toEqual({ kind: 'accepted' });
  const ended = await baton.reached(workflow, over);
  expect(statusWord(ended)).toBe('completed');
  const supplied = [...ended.workstreams.values()].find(({ status }) => status.kind === 'supplied');
  if (supplied?.status.kind !== 'supplied') throw new Error('Nothing was supplied');
  const stored = await baton.database.artifacts.read(LOCAL_TENANT, supplied.status.artifact.id);
  expect(new TextDecoder().decode(stored?.content)).toBe('# By hand\n\nThis is the comparison.');
  expect(await keysOf(thread)).toContain(`decision:${menu.id}`);
});

test('exact words act in a thread, anything else is context, and nobody else may approve', async () => {
  const { workflow, thread } = await baton.start(TASK);
  await baton.reached(workflow, waits);
  const context = await baton.say('Please approve nothing before you have read the policy.', { thread });
  expect(context).toMatchObject({ kind: 'acted', as: 'context', reply: { kind: 'accepted' } });
  expect(waits(await baton.state(workflow))).toBe(true);
  expect(await baton.say('  APPROVE ', { thread })).toMatchObject({ kind: 'acted', as: 'answer', reply: { kind: 'accepted' } });
  const ended = await baton.reached(workflow, over);
  expect(ended.notes.map(({ text }) => text)).toEqual(['Please approve nothing before you have read the policy.']);
});

test('stop ends the run; the next plain message in the thread is a request of its own', async () => {
  const { workflow, thread } = await baton.start('/orchestrate One thing [[slow:60s]] AND another THEN review');
  await baton.answer(onlyDecision(await baton.reached(workflow, waits)).id, 'approve');
  await baton.reached(workflow, (state) => state.running.size > 0);
  expect(await baton.say('stop', { thread })).toMatchObject({ kind: 'acted', as: 'cancel', reply: { kind: 'accepted' } });
  expect(statusWord(await baton.reached(workflow, over))).toBe('cancelled');
  expect(await baton.say('What is a baton?', { thread })).toMatchObject({ kind: 'started', number: 2, thread });
});

test('what the calls of a stopped run had used is known a moment after the end, and stands in the thread', async () => {
  const { workflow, thread } = await baton.start('/orchestrate One thing [[slow:60s]] AND another [[slow:60s]] THEN review');
  await baton.answer(onlyDecision(await baton.reached(workflow, waits)).id, 'approve');
  const working = await baton.reached(workflow, (state) => state.running.size === 2);
  const { spent: before } = working;
  await baton.say('stop', { thread });
  const { spent } = await baton.reached(workflow, (state) => over(state) && state.bookings.size === 0);
  expect(spent).toMatchObject({ bookedTokens: 0, reservedUsd: 0 });
  expect(spent.costUsd).toBeGreaterThan(before.costUsd);
  expect(spent.costUsd - before.costUsd).toBeLessThan(before.reservedUsd / 2);
  const shown = `${money(spent.costUsd)} at table prices`;
  await until(async () =>
    (await baton.database.archive.messages(LOCAL_TENANT, thread)).some(
      (message) => message.kind === 'card' && message.key === 'end' && cardText(message.card).includes(shown),
    ),
  );
  expect(await verifyLedger(baton.url, (difference) => expect(difference).toBeNull())).toMatchObject({ differences: 0 });
});

test('a second answer is refused with who decided', async () => {
  const { workflow } = await baton.start(TASK);
  const decision = onlyDecision(await baton.reached(workflow, waits));
  await baton.answer(decision.id, 'approve');
  const second = await baton.answer(decision.id, 'approve');
  expect(second).toMatchObject({ kind: 'refused', reason: { kind: 'already-answered', by: 'ada' } });
  if (second.kind === 'refused') expect(cardText(second.card)).toContain('ada');
});

test('ten thousand characters work, a hundred thousand are too many, NUL and lone surrogates are stripped', async () => {
  const long = `Compare these: ${'ä "quoted" \n'.repeat(900)}`;
  const { workflow } = await baton.start(`/orchestrate ${long}\0\ud800 AND write a plan THEN review`);
  const planned = await baton.reached(workflow, waits);
  expect(planned.task.kind).toBe('stored');
  expect(await baton.say('x'.repeat(100_001))).toMatchObject({ kind: 'misread', card: { kind: 'help' } });
  await expect(baton.answer(onlyDecision(planned).id, 'approve', 'x'.repeat(8_001))).rejects.toMatchObject({ code: 'text.too-long' });
});

test('queries answer the person and leave no trace', async () => {
  const { workflow, thread } = await baton.start(TASK);
  await baton.reached(workflow, waits);
  for (const text of ['/baton status', '/baton show 1', '/baton list', '/baton settings', '/baton help']) {
    const reply = await baton.say(text, { thread });
    expect(reply.kind).toBe('told');
  }
  expect(await baton.say('/baton show 99', { thread })).toMatchObject({ kind: 'told', card: { kind: 'notice' } });
  expect(await baton.say('/parallel', { thread })).toMatchObject({ kind: 'misread' });
  expect((await keysOf(thread)).filter((key) => key === 'person')).toHaveLength(1);
});
