/** What a supervisor's choice means: a recorded decision, or a question where it goes beyond what was approved. */
import { ask, free } from './asking.ts';
import type { Subject } from './call.ts';
import type { Question } from './decision.ts';
import type { WorkflowEvent } from './event.ts';
import { agentOutside, reviewProblems } from './growth.ts';
import type { PersonId } from './ids.ts';
import { overlongWords, shortcomings } from './review-limits.ts';
import type { Workflow } from './state.ts';
import type { Review, Supervised } from './supervision.ts';
import { isUnderReview, nextRound, resultOf } from './under-review.ts';

type ReviewSubject = Extract<Subject, { kind: 'review' }>;
type GrowthApproval = Extract<Question, { kind: 'growth-approval' }>;

/** Empty where people have taken the result out of the supervisor's hands meanwhile: then the choice counts for nothing. */
export function reviewed(workflow: Workflow, { round, workstream }: ReviewSubject, review: Review, now: number): readonly WorkflowEvent[] {
  if (!isUnderReview(workflow, workstream) || round !== nextRound(workflow)) return [];
  const words = overlongWords(workflow, workstream, review);
  if (words !== null) {
    const refused = { kind: 'too-long', words } as const;
    return [{ kind: 'supervised', round, workstream, seen: resultOf(workflow, workstream), review, approval: null, refused }];
  }
  const agent = agentOutside(workflow, review);
  if (agent === null) return [{ kind: 'supervised', round, workstream, seen: resultOf(workflow, workstream), review, approval: null }];
  const approved = workflow.proposal?.envelope.agents ?? [];
  const question: GrowthApproval = { kind: 'growth-approval', round, workstream, agent, approved, review };
  return [{ kind: 'decision-asked', decision: ask(workflow, now, question, [free('approve'), free('reject')]) }];
}

/** Null where nothing is wrong with it, or it counts for nothing anyway. */
export function reviewFault(workflow: Workflow, subject: Subject, review: Review): string | null {
  if (subject.kind !== 'review' || !isUnderReview(workflow, subject.workstream)) return null;
  const problems = [...reviewProblems(workflow, subject.workstream, review), ...shortcomings(workflow, subject, review)];
  return problems.length === 0 ? null : problems.join(' ');
}

/** A yes covers this and whatever else agents of that type do for the plan; a no is told to the supervisor. */
export function growthAnswered(workflow: Workflow, question: GrowthApproval, by: PersonId, granted: boolean, text: string | null): readonly WorkflowEvent[] {
  const { round, workstream, review } = question;
  const decided: Supervised = { round, workstream, seen: resultOf(workflow, workstream), review, approval: { by, granted, text } };
  return [{ kind: 'supervised', ...decided }];
}
