/**
 * Starts a call if it may start now: it is not running already, its tries are not used up, the workflow is not
 * paused, and its worst case fits under the cap. Used-up tries and a full budget become a question to people.
 */
import { type Subject, subjectKey } from './call.ts';
import { worstCaseUsd } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import { type Failure, isWorthRetrying } from './failure.ts';
import { ROLE_MODELS } from './model-table.ts';
import { attemptIdFor } from './naming.ts';
import { openDecisions } from './open-decisions.ts';
import { MAX_RETRIES } from './plan.ts';
import { budgetQuestion, callFailedQuestion } from './questions.ts';
import { roleOf } from './roles.ts';
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
  if (workflow.paused || openDecisions(workflow).some(({ question }) => question.kind === 'budget')) return [];
  const reservedUsd = worstCaseUsd(workflow, subject);
  if (workflow.spent.costUsd + workflow.spent.reservedUsd + reservedUsd > workflow.capUsd) {
    // What runs may cost less than was set aside for it: ask only when waiting cannot help.
    return workflow.running.size > 0 ? [] : [{ kind: 'decision-asked', decision: budgetQuestion(workflow, reservedUsd, now) }];
  }
  const tryNumber = (workflow.tries.get(subjectKey(subject))?.failedEver ?? 0) + 1;
  const { model } = ROLE_MODELS[roleOf(workflow, subject)];
  return [{ kind: 'attempt-started', attempt: { id: attemptIdFor(workflow), subject, tryNumber, model, startedAt: now, reservedUsd } }];
}
