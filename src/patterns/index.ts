/** The patterns there are, and the ways to a plan: from a draft, from given tasks, from a composition. */
export { buildPlan, PATTERNS } from './build-plan.ts';
export { type CompositionSteps, planOfComposition } from './composition.ts';
export { givenFanOut } from './parts/given-fan-out.ts';
export { type GivenSubtask, TRACKED_TYPES, type TrackedType, trackedPlan } from './parts/tracked-plan.ts';
export type { Built, Pattern, PlanContext } from './pattern.ts';
export { addedPiece, reassignProblems } from './supervisor.ts';
