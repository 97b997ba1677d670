/** A batch of arrivals is decided as one: events in sequence, one outcome per input, no call that the same batch aborts. */
import { expect, test } from 'vitest';
import { inputId, workstreamId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Arrival } from '../../src/runtime/mailbox.ts';
import { decideAll } from '../../src/runtime/step.ts';
import { by } from '../engine/scenario.ts';
import { ANA, approved, BEN, planned } from '../fixtures/workflow.ts';

/** Well before anything falls due in the fixture's workflows. */
const NOW = approved().now().updatedAt + 1_000;
const arrival = (input: Input, id: string | null = null): Arrival => ({ input, id: id === null ? null : inputId(id), artifacts: [] });
const pause: Extract<Input, { kind: 'override' }> = { kind: 'override', actor: by(ANA), change: { kind: 'pause' } };
const cancel: Extract<Input, { kind: 'override' }> = { kind: 'override', actor: by(ANA), change: { kind: 'cancel' } };

test('sequence numbers go on from the state, and each event names its input', () => {
  const state = approved().now();
  const step = decideAll(state, [arrival(pause, 'one'), arrival({ ...pause, change: { kind: 'resume' } }, 'two')], NOW, true);
  expect(step.recorded.map(({ seq }) => seq)).toEqual(step.recorded.map((_, index) => state.version + 1 + index));
  expect(step.recorded.map(({ input, event }) => [input, event.kind])).toEqual([
    ['one', 'paused'],
    ['two', 'resumed'],
  ]);
  expect(step.after.version).toBe(state.version + 2);
});

test('every input from the inbox has an outcome, also one that changes nothing', () => {
  const state = approved({ settings: { approvers: [ANA] } }).now();
  const step = decideAll(state, [arrival(pause, 'one'), arrival(pause, 'two'), arrival({ ...cancel, actor: by(BEN) }, 'three')], NOW, true);
  expect(step.applied.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
    ['one', 'accepted'],
    ['two', 'accepted'],
    ['three', 'refused'],
  ]);
});

test('a call that a later input of the batch aborts is not started', () => {
  const plan = planned().now();
  const [decision] = [...plan.decisions.keys()];
  if (!decision) throw new Error('No decision');
  const approve: Input = { kind: 'answer', decision, option: 'approve', actor: by(ANA), text: null, supplied: null };
  const step = decideAll(plan, [arrival(approve), arrival(cancel)], NOW, true);
  expect(step.recorded.some(({ event }) => event.kind === 'attempt-started')).toBe(true);
  expect(step.effects).toEqual([]);
  // It was never sent, so it costs nothing.
  expect(step.after.spent).toMatchObject({ costUsd: plan.spent.costUsd, bookedTokens: plan.spent.bookedTokens, reservedUsd: 0 });
});

test('while a process leaves, results are written down and nothing new is started', () => {
  const state = approved().now();
  const running = [...state.running.values()].find(({ subject }) => subject.kind === 'workstream' && subject.workstream === workstreamId('1'));
  if (!running) throw new Error('Workstream 1 does not run');
  const artifact = { id: 'a', name: 'comparison.md', mediaType: 'text/markdown', bytes: 1, sha256: '' };
  const done = {
    kind: 'call-succeeded',
    attempt: running.id,
    result: { kind: 'workstream', artifact, opening: 'x', ballot: null },
    usage: { model: running.model, inputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 1, costUsd: 0, chargedUsd: 0 },
  } as unknown as Input;
  const step = decideAll(state, [arrival(done), arrival({ kind: 'driver-leaves' })], NOW, false);
  expect(step.effects.every(({ kind }) => kind === 'abort')).toBe(true);
  expect(step.after.workstreams.get(workstreamId('1'))?.status.kind).toBe('done');
  expect(step.after.running.size).toBe(0);
});
