/** What is wrong with the value of an option, and what would be right. */
import type { OptionKey } from '../engine/request-options.ts';
import { money, sentenceList } from './figures.ts';
import type { OptionProblem } from './misreading.ts';

/** More than these fill a screen: the lists of the library show them all. */
const MOST_LISTED = 12;

export function optionProblem(problem: OptionProblem): string {
  switch (problem.kind) {
    case 'unknown-name': {
      const { option, typed, closest, known } = problem;
      return `There is no ${OPTION_WORDS[option].what} “${typed}”.${closest === null ? choices(option, known) : ` Did you mean ${closest}?`}`;
    }
    case 'wrong-value':
      return `${problem.option}: takes ${OPTION_WORDS[problem.option].takes}, not “${problem.typed}”.`;
    case 'budget-above-ceiling':
      return `A run may cost at most ${money(problem.ceiling)} here, and ${money(problem.asked)} is more. Only an admin goes beyond that.`;
    case 'budget-needed':
      return `A run may cost ${money(problem.limit)} here. ${money(problem.asked)} is for those whose own yes to more is enough, and here ${whoElse(problem.needed)}.`;
    case 'confirm-needed':
      return `confirm:no is for those whose own yes is enough, and here ${whoElse(problem.needed)}.`;
    case 'not-with':
      return `${problem.option}: does not go with ${NOT_WITH[problem.command]}.`;
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}

function whoElse(needed: number): string {
  return needed > 1 ? `${needed} people must say yes` : 'somebody else must approve';
}

function choices(option: OptionKey, known: readonly string[]): string {
  if (known.length === 0) return ' The library has none.';
  if (known.length <= MOST_LISTED) return ` Known: ${sentenceList(known, 'and')}.`;
  return option === 'skills' ? ' /baton skills lists them.' : ` /baton ${option}s lists them.`;
}

const NOT_WITH: Readonly<Record<Extract<OptionProblem, { kind: 'not-with' }>['command'], string>> = {
  parallel: '/parallel, whose tasks are the plan',
  'plan-only': '/plan-only, which shows a plan, while pattern:inline answers without one',
  composition: 'a composition, which brings its own',
};

/** `what` it is, and what it takes: for problems, help and forms. */
export const OPTION_WORDS: Readonly<Record<OptionKey, { readonly what: string; readonly takes: string }>> = {
  pattern: { what: 'pattern', takes: 'a pattern such as expert-panel, or inline for an answer without a plan' },
  persona: { what: 'persona', takes: 'a persona of the library' },
  skills: { what: 'skill', takes: 'skills of the library, with commas between them' },
  template: { what: 'template', takes: 'a template of the library' },
  model: { what: 'model', takes: 'haiku, sonnet or opus, for all workstreams' },
  rounds: { what: 'number of rounds', takes: 'a whole number from 1 to 5' },
  budget: { what: 'budget', takes: 'dollars, such as 2 or 0.50' },
  confirm: { what: 'confirmation', takes: 'yes or no: whether a plan waits for a yes' },
  parallel: { what: 'number of agents', takes: 'a whole number from 1 to 6: agents at once' },
};
