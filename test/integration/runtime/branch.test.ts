/** Redo only what is needed: one workstream of a run that is over, done again with everything else taken over. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inputId, LOCAL_TENANT, personId, type WorkflowId, workstreamId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import type { BranchChange } from '../../../src/ports/desk.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

let baton: Assembled;
beforeEach(async () => {
  baton = await assembleFresh();
});
afterEach(async () => {
  await baton.close();
});

const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;
const over = (state: Workflow) => state.stage.kind === 'ended';
let inputs = 0;

async function approve(workflow: WorkflowId): Promise<void> {
  const [decision] = openDecisions(await baton.reached(workflow, waits));
  if (!decision) throw new Error('No question is open');
  await baton.answer(decision.id, 'approve');
}

async function finished(task = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk') {
  const { workflow, thread } = await baton.start(task);
  await approve(workflow);
  return { workflow, thread, ended: await baton.reached(workflow, over) };
}

function branch(workflow: WorkflowId, workstream: string, change: Partial<BranchChange> | null = null) {
  inputs += 1;
  return baton.runtime.desk.branch({
    ...{ tenant: LOCAL_TENANT, actor: personId('bea'), groups: [], admin: false, input: inputId(`branch-${inputs}`) },
    ...{ workflow, workstream: workstreamId(workstream) },
    change: change && { agent: null, persona: null, task: null, note: null, ...change },
  });
}

test('what does not depend on it is reused: the new run calls the model for the rest alone, and reads the old results', async () => {
  const { workflow, thread, ended } = await finished();
  const reply = await branch(workflow, '2', { note: 'Use 2026 prices.' });
  if (reply.kind !== 'started') throw new Error(`not started: ${reply.kind}`);
  expect(reply.thread).toBe(thread);
  expect(reply.reused).toEqual(['1']);
  expect(reply.savedUsd).toBeCloseTo(ended.workstreams.get(workstreamId('1'))?.costUsd ?? 0, 9);
  await approve(reply.workflow);
  const again = await baton.reached(reply.workflow, over);
  expect(statusWord(again)).toBe('completed');
  expect(again.requester).toBe('bea');
  expect([...again.workstreams.values()].map(({ attempts }) => attempts)).toEqual([0, 1, 1]);
  const [old, reused] = [ended, again].map((state) => state.workstreams.get(workstreamId('1'))?.status);
  expect(reused).toEqual(old);
  expect(again.proposal?.plan.workstreams[1]?.task).toBe(`${ended.proposal?.plan.workstreams[1]?.task}\n\nUse 2026 prices.`);
});

test('the same input again starts nothing twice', async () => {
  const { workflow } = await finished();
  const request = {
    ...{ tenant: LOCAL_TENANT, actor: personId('bea'), groups: [], admin: false, input: inputId('branch-once') },
    ...{ workflow, workstream: workstreamId('3'), change: null },
  };
  const first = await baton.runtime.desk.branch(request);
  expect(await baton.runtime.desk.branch(request)).toEqual(first);
  expect(await baton.database.archive.workflows(LOCAL_TENANT, { active: null, thread: null, limit: 9 })).toHaveLength(2);
});

test('a run that is not over, an unknown workstream, an empty task and another tenant are refused with the reason', async () => {
  const { workflow } = await baton.start('/orchestrate One thing AND another THEN a review');
  await baton.reached(workflow, waits);
  expect(await branch(workflow, '1')).toMatchObject({ kind: 'refused', reason: { kind: 'not-ended' } });
  const done = await finished('/orchestrate This AND that THEN a review');
  expect(await branch(done.workflow, '9')).toMatchObject({ kind: 'refused', reason: { kind: 'unknown-workstream' } });
  expect(await branch(done.workflow, '1', { task: 'w '.repeat(2_001) })).toMatchObject({ kind: 'refused', reason: { kind: 'plan-invalid' } });
  expect(await baton.database.archive.workflows(LOCAL_TENANT, { active: null, thread: null, limit: 9 })).toHaveLength(2);
});

test('the same by command, and pause and resume by number', async () => {
  const { thread } = await finished();
  const reply = await baton.say('/baton retry 1 3 Be stricter.', { thread });
  if (reply.kind !== 'started') throw new Error(`not started: ${reply.kind}`);
  expect(reply).toMatchObject({ number: 2, thread });
  await baton.reached(reply.workflow, waits);
  expect(await baton.say('/baton pause 2')).toMatchObject({ kind: 'acted', as: 'pause', reply: { kind: 'accepted' } });
  expect((await baton.state(reply.workflow)).paused).not.toBeNull();
  expect(await baton.say('/baton resume 2')).toMatchObject({ kind: 'acted', as: 'resume', reply: { kind: 'accepted' } });
  expect((await baton.state(reply.workflow)).paused).toBeNull();
  expect(await baton.say('/baton retry 2 1')).toMatchObject({ kind: 'told', card: { kind: 'notice' } });
});
