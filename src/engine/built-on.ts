/**
 * What is built on work: whatever depends on its results, and every workstream of the phase that reads a handoff that tells
 * of them, through as many steps as there are. Work that is done again takes all of it along.
 */
import type { WorkstreamId } from './ids.ts';
import type { Phase, Plan } from './plan.ts';

/** `again` and what is built on it. `passesOn` false: this one stays as it is whatever it was built on, and nothing changes behind it. */
export function builtOn(plan: Plan, again: readonly WorkstreamId[], passesOn: (id: WorkstreamId) => boolean = () => true): ReadonlySet<WorkstreamId> {
  const built = new Set(again);
  // Plans name dependencies in any order: whatever was found in one pass is seen by the next.
  for (let before = -1; before < built.size; ) {
    before = built.size;
    for (const phase of plan.phases) {
      const readsAnother = readPhase(plan, phase)?.workstreams.some((id) => built.has(id)) ?? false;
      for (const { id, dependsOn } of plan.workstreams.filter((one) => phase.workstreams.includes(one.id))) {
        if ((readsAnother || dependsOn.some((needed) => built.has(needed))) && passesOn(id)) built.add(id);
      }
    }
  }
  return built;
}

/** The phase whose handoff the workstreams of this one read. */
export function readPhase(plan: Plan, phase: Phase): Phase | null {
  const before = plan.phases[plan.phases.indexOf(phase) - 1];
  return before?.handoff ? before : null;
}
