/**
 * Tracked work: a given list of subtasks that people or other agents do. The same events, questions and coverage as
 * any run; what differs is that no agent is started, and that only a person's word makes Baton integrate.
 */
import type { Workstream } from './plan.ts';
import type { Workflow } from './state.ts';

export function isTracked({ proposal, givenPlan }: Pick<Workflow, 'proposal' | 'givenPlan'>): boolean {
  return (proposal?.plan ?? givenPlan)?.tracked !== undefined;
}

/** By the id that its author gave it (`t1`), else by ours (`1`, `[1]`). */
export function trackedNamed(workflow: Workflow, typed: string): Workstream | null {
  const name = typed.trim().toLowerCase();
  const planned = workflow.proposal?.plan.workstreams ?? [];
  const bare = name.replace(/^\[|\]$/gu, '');
  return planned.find(({ givenId }) => givenId?.toLowerCase() === name) ?? planned.find(({ id }) => id === bare) ?? null;
}
