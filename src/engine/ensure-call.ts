/**
 * Starts a call if it may start now: it is not running already, its tries are not used up, the workflow is not
 * paused, and its worst case fits under the cap. Used-up tries and a full budget become a question to people.
 */
import { capInTheWay } from './budget.ts';
import { budgetQuestion, isAboutBudget } from './budget-question.ts';
import { type Subject, subjectKey } from './call.ts';
import { worstCase } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import { type Failure, isWorthRetrying } from './failure.ts';
import { isHeld } from './held.ts';
import { attemptIdFor, labelOf } from './naming.ts';
import { openDecisions } from './open-decisions.ts';
import { MAX_RETRIES } from './plan.ts';
import { callFailedQuestion } from './questions.ts';
import { modelFor } from './roles.ts';
import type { Workflow } from './state.ts';

/** For Baton's own calls. Empty while it runs or waits. */
export function ensureCall(workflow: Workflow, subject: Exclude<Subject, { kind: 'workstream' | 'check' }>, now: number): readonly WorkflowEvent[] {
  const key = subjectKey(subject);
  if ([...workflow.running.values()].some((attempt) => subjectKey(attempt.subject) === key)) return [];
  const failure = usedUp(workflow, subject);
  if (!failure) return startCall(workflow, subject, now);
  const asked = openDecisions(workflow).some(({ question }) => question.kind === 'call-failed' && question.call === subject.kind);
  return asked ? [] : [{ kind: 'decision-asked', decision: callFailedQuestion(workflow, subject, failure, now) }];
}

/** The failure that ended the tries for this subject; null while there are tries left. */
export function usedUp(workflow: Workflow, subject: Subject): Failure | null {
  const tries = workflow.tries.get(subjectKey(subject));
  if (!tries || tries.failed === 0 || tries.lastFailure === null) return null;
  return tries.failed > MAX_RETRIES || !isWorthRetrying(tries.lastFailure) ? tries.lastFailure : null;
}

/** The start itself, or the budget question, or nothing while a pause or an open budget question holds it. */
export function startCall(workflow: Workflow, subject: Subject, now: number): readonly WorkflowEvent[] {
  if (isHeld(workflow) || workflow.parked || openDecisions(workflow).some(({ question }) => isAboutBudget(question))) return [];
  const worst = worstCase(workflow, subject);
  const full = capInTheWay(workflow, worst, now);
  // What runs may cost less than was set aside for it: ask only when waiting cannot help.
  if (full) return workflow.running.size > 0 ? [] : [{ kind: 'decision-asked', decision: budgetQuestion(workflow, full, worst, now) }];
  const tryNumber = (workflow.tries.get(subjectKey(subject))?.failedEver ?? 0) + 1;
  const model = modelFor(workflow, subject);
  const attempt = {
    id: attemptIdFor(workflow),
    subject,
    tryNumber,
    model,
    startedAt: now,
    reservedUsd: worst.usd,
    reservedTokens: worst.tokens,
    label: labelOf(workflow, subject),
  };
  return [{ kind: 'attempt-started', attempt }];
}
