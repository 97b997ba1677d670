/** Which results of a former run stand in this one: those of work that is still what it was, down to what it was built on. */
import { builtOn, readPhase } from './built-on.ts';
import type { Handoff, Reuse } from './event.ts';
import type { WorkstreamId } from './ids.ts';
import { type Phase, type Plan, phaseOf, workstreamOf } from './plan.ts';
import { isSameWork } from './plan-rules.ts';
import type { Workflow } from './state.ts';

export type ReusedResult = Reuse['results'][number];

/** An edit before the start may reword or drop what was taken over: then it is done again, and so is all that was built on it. */
export function reusedResults(plan: Plan, { reuse, givenPlan }: Pick<Workflow, 'reuse' | 'givenPlan'>): ReadonlyMap<WorkstreamId, ReusedResult> {
  const results = new Map(reuse?.results.map((result) => [result.workstream, result]));
  const again = plan.workstreams.map(({ id }) => id).filter((id) => !results.has(id) || !givenPlan || !isAsGiven(plan, givenPlan, id));
  const anew = builtOn(plan, again);
  return new Map([...results].filter(([id]) => workstreamOf(plan, id) && !anew.has(id)));
}

/** The former handoff, while it tells of all that its phase made and of nothing else. An edit may have dropped the phase that it was for. */
export function reusedHandoff({ reuse, givenPlan, workstreams }: Workflow, plan: Plan, phase: Phase): Handoff | null {
  const former = reuse?.handoffs.find((handoff) => handoff.phase === phase.id);
  const toldOf = givenPlan?.phases.find(({ id }) => id === phase.id)?.workstreams ?? [];
  if (!former || toldOf.join(' ') !== phase.workstreams.join(' ') || !phase.workstreams.every((id) => workstreams.get(id)?.reused)) return null;
  return { ...former, next: plan.phases[plan.phases.indexOf(phase) + 1]?.id ?? null };
}

/** The same work, told the same: its handoff comes from a phase of the same workstreams. */
function isAsGiven(plan: Plan, given: Plan, id: WorkstreamId): boolean {
  return isSameWork(workstreamOf(given, id), workstreamOf(plan, id)) && toldBy(plan, id) === toldBy(given, id);
}

function toldBy(plan: Plan, id: WorkstreamId): string {
  const phase = phaseOf(plan, id);
  const before: Phase | null = phase ? readPhase(plan, phase) : null;
  return before ? before.workstreams.join(' ') : '';
}
