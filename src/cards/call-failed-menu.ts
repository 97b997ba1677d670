/** A call of Baton's own failed for good: the work around it stands, and people choose how to go on. */
import type { Decision, Question } from '../engine/decision.ts';
import { phaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { results } from './artifact-list.ts';
import type { Block } from './card.ts';
import { failureReason } from './failure-words.ts';
import { named, phaseIn, refs } from './naming.ts';
import { blocks, heading, says, strong } from './spans.ts';

type CallQuestion = Extract<Question, { kind: 'call-failed' }>;

export function callFailedMenu(workflow: Workflow, decision: Decision, question: CallQuestion): readonly Block[] {
  const kept = results(workflow).map(({ id }) => id);
  return blocks(
    heading(strong(whatFailed(workflow, question))),
    says(strong('Why: '), failureReason(question.failure)),
    decision.state.kind === 'open' && kept.length > 0 ? says(strong('Kept: '), `${refs(kept)}.`) : null,
  );
}

function whatFailed(workflow: Workflow, question: CallQuestion): string {
  switch (question.call) {
    case 'assessment':
      return 'The task could not be assessed';
    case 'plan':
      return 'No plan came about';
    case 'handoff':
      return `The handoff of ${question.phase === null ? 'a phase' : phaseIn(workflow, phaseId(question.phase))} could not be written`;
    case 'review':
      return `The supervisor could not decide what follows from ${question.review ? named(workflow, question.review.workstream) : 'a result'}`;
    case 'synthesis':
      return 'The results could not be integrated into one answer';
    case 'inline':
      return 'The answer could not be written';
    default: {
      const missed: never = question.call;
      return missed;
    }
  }
}
