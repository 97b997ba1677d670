/** What a rerun of stale workstreams does again: them, whatever was made or is being made from their results, and the handoffs that tell of either. */
import { builtOn } from './built-on.ts';
import type { WorkstreamId } from './ids.ts';
import type { Phase } from './plan.ts';
import type { Workflow } from './state.ts';

export function workToRedo(workflow: Workflow, stale: readonly WorkstreamId[]): readonly WorkstreamId[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  // What people supplied, and what never began, stays as it is, and so does what follows from it.
  const isMade = (id: WorkstreamId) => ['running', 'done'].includes(workflow.workstreams.get(id)?.status.kind ?? '');
  const again = builtOn(plan, stale.filter(isMade), isMade);
  return plan.workstreams.map(({ id }) => id).filter((id) => again.has(id));
}

export function phasesToReopen(workflow: Workflow, again: readonly WorkstreamId[]): readonly Phase[] {
  return workflow.proposal?.plan.phases.filter((phase) => phase.workstreams.some((id) => again.includes(id))) ?? [];
}

/** Made, or being made, from a handoff that was corrected since, with nobody's word about it yet. Nothing is stale about a gap or a person's own text. */
export function isStale(workflow: Workflow, id: WorkstreamId): boolean {
  const record = workflow.workstreams.get(id);
  return record?.stale === true && ['pending', 'running', 'done'].includes(record.status.kind);
}
