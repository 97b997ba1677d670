/** Which results of a former run stand in this one: those of work that is still what it was, down to what it was built on. */
import type { Reuse } from './event.ts';
import type { WorkstreamId } from './ids.ts';
import { type Plan, workstreamOf } from './plan.ts';
import { isSameWork } from './plan-rules.ts';
import type { Workflow } from './state.ts';

export type ReusedResult = Reuse['results'][number];

/** An edit before the start may reword what was taken over: then it is done again, and so is all that needs it. */
export function reusedResults(plan: Plan, { reuse, givenPlan }: Pick<Workflow, 'reuse' | 'givenPlan'>): ReadonlyMap<WorkstreamId, ReusedResult> {
  const results = new Map(reuse?.results.map((result) => [result.workstream, result]));
  const stands = new Map<WorkstreamId, ReusedResult>();
  // Plans name dependencies in any order: whatever became possible in one pass is seen by the next.
  for (let before = -1; before < stands.size; ) {
    before = stands.size;
    for (const workstream of plan.workstreams) {
      const result = results.get(workstream.id);
      const same = givenPlan && isSameWork(workstreamOf(givenPlan, workstream.id), workstream);
      if (result && same && workstream.dependsOn.every((id) => stands.has(id))) stands.set(workstream.id, result);
    }
  }
  return stands;
}
