/** A phase whose work had all been called off beforehand: it starts and ends in the same moment, and nothing is said of it. */
import type { PhaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';

export function wasPassedOver(workflow: Workflow, id: PhaseId): boolean {
  const state = workflow.phases.get(id)?.state;
  return state?.kind === 'finished' && state.finishedAt === state.startedAt;
}
