/** What a rerun of stale workstreams does again: them, and whatever was made or is being made from their results. */
import { builtOn } from './built-on.ts';
import type { WorkstreamId } from './ids.ts';
import type { Workflow } from './state.ts';

export function workToRedo(workflow: Workflow, stale: readonly WorkstreamId[]): readonly WorkstreamId[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  // What people supplied, and what never began, stays as it is, and so does what follows from it.
  const isMade = (id: WorkstreamId) => ['running', 'done'].includes(workflow.workstreams.get(id)?.status.kind ?? '');
  const again = builtOn(plan, stale.filter(isMade), isMade);
  return plan.workstreams.map(({ id }) => id).filter((id) => again.has(id));
}
