/** A question in a few words, for lists. */
import type { Question } from '../engine/decision.ts';
import { amount, capName } from './budget-words.ts';
import { money } from './figures.ts';
import { inputsInShort } from './inputs-question.ts';
import { ref, refs } from './naming.ts';
import { asksAboutPlan } from './option-words.ts';

export function questionInShort(question: Question): string {
  switch (question.kind) {
    case 'plan-approval':
      return 'The plan';
    case 'run-plan':
      return asksAboutPlan(question) ? 'The plan that was shown' : 'Whether to answer it';
    case 'missing-inputs':
      return inputsInShort(question);
    case 'phase-gate':
      return 'The start of the next phase';
    case 'failure-menu':
      return `${ref(question.workstream)} failed`;
    case 'dependency-menu':
      return `${refs(question.blocks)} cannot start without ${ref(question.workstream)}`;
    case 'many-failed':
      return `${question.failed.length} of ${question.total} failed`;
    case 'override-approval':
      return `A change of ${ref(question.change.workstream)}`;
    case 'stale-rerun':
      return `Whether ${refs(question.workstreams)} run again with the corrected handoff`;
    case 'growth-approval':
      return `The supervisor wants a ${question.agent} agent`;
    case 'casting-vote':
      return `The panel needs a casting vote (${question.cause === 'too-few' ? 'too few ballots' : `a ${question.cause}`})`;
    case 'call-failed':
      return `The ${question.call === 'inline' ? 'answer' : question.call} failed`;
    case 'budget':
      return `${money(question.spentUsd)} of the ${money(question.capUsd)} cap is spent`;
    case 'cap-reached':
      return `${amount(question.cap.unit, question.spent)} of ${capName(question.cap, question.limit)} is spent`;
    default: {
      const missed: never = question;
      return missed;
    }
  }
}
