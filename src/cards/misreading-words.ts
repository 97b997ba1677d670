/** What was wrong with a command, and what would be right: the first line of a help card. */
import { REPORT_STATUSES } from '../engine/report.ts';
import { OPTION_KEYS } from '../engine/request-options.ts';
import { COST_GROUPINGS } from '../ports/costs.ts';
import { count, sentenceList } from './figures.ts';
import type { HelpTopic, Misreading } from './misreading.ts';
import { optionProblem } from './option-problem-words.ts';
import { SETTING_WORDS, settingsProblem } from './setting-words.ts';
import { subtaskProblem } from './subtask-problem.ts';

export function misreading(problem: Misreading, topic: HelpTopic): string {
  switch (problem.kind) {
    case 'empty':
      return topic === 'parallel' ? 'There are no tasks yet.' : 'There is no task yet: say what you want done.';
    case 'unknown-command':
      return `I do not know “${problem.typed}”.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'too-long':
      return `That is ${count(problem.characters, 'character')}; a task has at most ${count(problem.limit, 'character')}. Attach the long part as a file.`;
    case 'too-many-words':
      return `That is ${count(problem.characters, 'character')}; a search has at most ${count(problem.limit, 'character')}. A word or two find more.`;
    case 'number-needed':
      return problem.typed === '' ? 'Which run? Give its number.' : `“${problem.typed}” is not the number of a run.`;
    case 'workstream-needed':
      return problem.typed === '' ? 'Which workstream? Give its number in that run.' : `“${problem.typed}” is not the number of a workstream.`;
    case 'days-needed':
      return `${problem.typed === '' ? 'How many days?' : `“${problem.typed}” is not a number of days.`} Write --days and a whole number from 1 to ${problem.most}.`;
    case 'unknown-grouping':
      return `Costs come by ${sentenceList(COST_GROUPINGS, 'or')}, not by “${problem.typed}”.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'unexpected-words':
      return `I do not know what to do with “${problem.typed}” here.`;
    case 'unknown-flag':
      return `There is no --${problem.typed} here.${problem.closest === null ? '' : ` Did you mean --${problem.closest}?`}`;
    case 'flag-needed':
      return FLAG_NEEDED[problem.flag];
    case 'unknown-status':
      return `“${problem.typed}” is not a status; there are ${sentenceList(REPORT_STATUSES)}.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'unknown-list-type':
      return `“${problem.typed}” is not a type of list; there are ${sentenceList(problem.known)}.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'subtasks':
      return `${problem.problems.map(subtaskProblem).join(' ')} Nothing was made.`;
    case 'open-quote':
      return `Task ${problem.part} has an opening quote and no closing one.`;
    case 'outside-quotes':
      return `“${problem.typed}” stands outside the quotes. Put every task in quotes, or each on a line of its own.`;
    case 'part-count':
      return partCount(problem);
    case 'empty-part':
      return `Task ${problem.part} is empty.`;
    case 'long-part':
      return `Task ${problem.part} has ${count(problem.words, 'word')}; one agent takes at most ${problem.limit}. Split it, or attach the long part as a file.`;
    case 'template-needed':
      return 'Which template? /baton templates lists them.';
    case 'stray-values':
      return `“${problem.typed}” belongs to no input. Write each as name=value.`;
    case 'library-word':
      return problem.typed === '' ? 'What of the library? /baton library check looks for broken files.' : `I can check the library, not “${problem.typed}”.`;
    case 'unknown-option':
      return `There is no option “${problem.typed}:”.${problem.closest === null ? ` Options: ${sentenceList(OPTION_KEYS, 'and')}.` : ` Did you mean ${problem.closest}:?`} If it belongs to the text, put a space after the colon.`;
    case 'option-twice':
      return `${problem.option}: is there twice. Which one is meant?`;
    case 'options':
      return problem.problems.map(optionProblem).join(' ');
    case 'value-needed':
      return `${problem.setting} needs a value: ${SETTING_WORDS[problem.setting].takes}.`;
    case 'settings':
      return `${problem.problems.map(settingsProblem).join(' ')} Nothing was changed.`;
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}

const FLAG_NEEDED: Readonly<Record<Extract<Misreading, { kind: 'flag-needed' }>['flag'], string>> = {
  'task-id': 'Which subtask? Give its id after --task-id.',
  status: 'What became of it? Give --status.',
  result: 'What came out of it? Give the output after --result.',
};

function partCount(problem: Extract<Misreading, { kind: 'part-count' }>): string {
  const found = `That is ${count(problem.count, 'task')}; /parallel takes ${problem.least} to ${problem.most}.`;
  if (problem.count < problem.least) return `${found} One task alone is for /orchestrate.`;
  return `${found} More than that nobody can follow: join some, or use /orchestrate.`;
}
