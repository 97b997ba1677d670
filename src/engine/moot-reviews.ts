/** A supervisor's look at something that people have decided meanwhile: it is stopped, and nothing waits for it. */
import type { WorkflowEvent } from './event.ts';
import type { Workflow } from './state.ts';
import { isUnderReview } from './under-review.ts';

export function mootReviews(workflow: Workflow): readonly WorkflowEvent[] {
  return [...workflow.running.values()]
    .filter(({ subject }) => subject.kind === 'review' && !isUnderReview(workflow, subject.workstream))
    .map(({ id, reservedUsd }) => ({ kind: 'attempt-interrupted', attempt: id, reason: 'cancelled', bookedUsd: reservedUsd }));
}
