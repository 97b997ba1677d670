/** A question to people as every question is made: who may answer under the settings, until when, and with which options. */
import type { Decision, DecisionOption, OptionId, Question } from './decision.ts';
import { decisionIdFor } from './naming.ts';
import { deadlineFrom, policyOf } from './policy.ts';
import type { Workflow } from './state.ts';

export function ask(workflow: Workflow, now: number, question: Question, options: readonly DecisionOption[]): Decision {
  return {
    id: decisionIdFor(workflow),
    question,
    options,
    policy: policyOf(workflow, question),
    askedAt: now,
    deadline: deadlineFrom(workflow.settings, now),
    votes: [],
    reminded: false,
    escalatedTo: null,
    state: { kind: 'open' },
  };
}

export function free(id: OptionId): DecisionOption {
  return { id, addsUsd: null, loses: [], needsText: false };
}
