/** Ids that follow from the workflow: counted, so that they need no randomness and stay the same on replay. */
import { type AttemptId, attemptId, type DecisionId, decisionId } from './ids.ts';
import type { Workflow } from './state.ts';

export function attemptIdFor(workflow: Workflow): AttemptId {
  return attemptId(`${workflow.id}-a${workflow.attemptsMade + 1}`);
}

export function decisionIdFor(workflow: Workflow): DecisionId {
  return decisionId(`${workflow.id}-d${workflow.decisionsMade + 1}`);
}
