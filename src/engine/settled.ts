/** Whether a workstream has an end that people know of and accept: a result, or a gap that nobody has to be asked about any more. */
import type { WorkstreamId } from './ids.ts';
import type { Workflow } from './state.ts';

export function isSettled(workflow: Workflow, id: WorkstreamId): boolean {
  const status = workflow.workstreams.get(id)?.status;
  switch (status?.kind) {
    case 'done':
    case 'supplied':
      return true;
    case 'skipped':
    case 'cancelled':
      // While people are asked about the gap it may still be filled, and the handoff must tell what came of it.
      return !isBlocking(workflow, id);
    case 'failed':
      return status.accepted !== null || workflow.windingDown;
    case 'pending':
    case 'running':
    case 'blocked':
    case undefined:
      return false;
    default: {
      const missed: never = status;
      return missed;
    }
  }
}

/** A gap that people made or accepted, and that something waits for: what was skipped, cancelled, or failed and passed over. */
export function isBlocking(workflow: Workflow, id: WorkstreamId): boolean {
  const status = workflow.workstreams.get(id)?.status;
  const isGap = status?.kind === 'skipped' || status?.kind === 'cancelled' || (status?.kind === 'failed' && status.accepted !== null);
  if (!isGap) return false;
  return [...workflow.workstreams.values()].some(({ status }) => status.kind === 'blocked' && status.by === id);
}
