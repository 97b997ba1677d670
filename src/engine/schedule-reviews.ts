/** After each result of a supervised plan: the supervisor looks at it, one result at a time. */
import { ensureCall } from './ensure-call.ts';
import type { WorkflowEvent } from './event.ts';
import { openDecisions } from './open-decisions.ts';
import type { Plan } from './plan.ts';
import { manyFailed } from './questions.ts';
import type { Workflow } from './state.ts';
import { nextRound, underReview } from './under-review.ts';

export function reviews(workflow: Workflow, _plan: Plan, now: number): readonly WorkflowEvent[] {
  const id = underReview(workflow);
  // What happened to three may happen to all, and what waits for people is decided by them.
  if (id === null || manyFailed(workflow).length > 0) return [];
  const isBusy = [...workflow.running.values()].some(({ subject }) => subject.kind === 'review');
  if (isBusy || openDecisions(workflow).some(({ question }) => question.kind === 'growth-approval')) return [];
  return ensureCall(workflow, { kind: 'review', round: nextRound(workflow), workstream: id }, now);
}
