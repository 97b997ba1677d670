/** What a rerun of stale workstreams does again: them, and whatever was made or is being made from their results. */
import type { WorkstreamId } from './ids.ts';
import { dependentsOf } from './plan.ts';
import type { Workflow } from './state.ts';

export function workToRedo(workflow: Workflow, stale: readonly WorkstreamId[]): readonly WorkstreamId[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  const built = new Set(stale.flatMap((id) => [id, ...dependentsOf(plan, id)]));
  return [...built].filter((id) => ['running', 'done'].includes(workflow.workstreams.get(id)?.status.kind ?? ''));
}
