/** A process took the workflow over, or leaves it: what was in flight is settled, and people are told once. */
import type { WorkflowEvent } from './event.ts';
import type { AttemptId } from './ids.ts';
import type { Workflow } from './state.ts';

/** What ran under the former driver has an unknown end: it is booked at its reservation, and done again. */
export function driverTookOver(workflow: Workflow): readonly WorkflowEvent[] {
  const lost = [...workflow.running.values()];
  const crashed = lost.map(({ id, reservedUsd }): WorkflowEvent => ({ kind: 'attempt-interrupted', attempt: id, reason: 'crash', bookedUsd: reservedUsd }));
  const repeated: readonly AttemptId[] = [...workflow.handedBack.map(({ attempt }) => attempt), ...lost.map(({ id }) => id)];
  if (repeated.length === 0 || workflow.stage.kind === 'ended') return [];
  const kept = [...workflow.workstreams.values()].filter(({ status }) => status.kind === 'done' || status.kind === 'supplied').length;
  const maybeTwiceUsd = workflow.handedBack.reduce((sum, { bookedUsd }) => sum + bookedUsd, 0) + lost.reduce((sum, { reservedUsd }) => sum + reservedUsd, 0);
  return [...crashed, { kind: 'driver-resumed', kept, repeated, maybeTwiceUsd, cause: lost.length > 0 ? 'crash' : 'handed-back' }];
}

export function driverLeaves(workflow: Workflow): readonly WorkflowEvent[] {
  return [...workflow.running.values()].map(({ id, reservedUsd }) => ({
    kind: 'attempt-interrupted',
    attempt: id,
    reason: 'handed-back',
    bookedUsd: reservedUsd,
  }));
}
