/** The open questions of a run that one person may answer, each in a few words with its buttons: for overviews beside the thread. */
import { type Actor, mayAnswer } from '../engine/decision.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Workflow } from '../engine/state.ts';
import type { Action } from './card.ts';
import { optionActions } from './option-words.ts';
import { planQuestion } from './plan-question.ts';
import { questionInShort } from './question-words.ts';

export interface Waiting {
  readonly question: string;
  readonly actions: readonly Action[];
}

/** Whoever has voted already waits for the others. */
export function waitingFor(workflow: Workflow, actor: Actor): readonly Waiting[] {
  const theirs = openDecisions(workflow).filter(({ policy, votes }) => mayAnswer(policy, actor) && !votes.some(({ by }) => by === actor.id));
  return theirs.map((decision) => {
    const asksAboutPlan = decision.question.kind === 'plan-approval' || decision.question.kind === 'run-plan';
    return { question: questionInShort(decision.question), actions: asksAboutPlan ? planQuestion(workflow, decision) : optionActions(decision) };
  });
}
