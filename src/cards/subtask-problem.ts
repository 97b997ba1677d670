/** What is wrong with a list of subtasks, and how each is worded. */
import { count, sentenceList } from './figures.ts';

export type SubtaskProblem =
  | { readonly kind: 'none' }
  | { readonly kind: 'too-many'; readonly count: number; readonly most: number }
  | { readonly kind: 'not-json'; readonly detail: string }
  /** `at`: `0.label`; empty: the whole. */
  | { readonly kind: 'wrong-shape'; readonly at: string; readonly detail: string }
  | { readonly kind: 'unreadable-line'; readonly line: string }
  | { readonly kind: 'wrong-id'; readonly id: string }
  | { readonly kind: 'id-twice'; readonly id: string }
  | { readonly kind: 'wrong-label'; readonly id: string; readonly characters: number; readonly most: number }
  | { readonly kind: 'unknown-dependency'; readonly id: string; readonly on: string }
  | { readonly kind: 'circle'; readonly ids: readonly string[] };

export function subtaskProblem(problem: SubtaskProblem): string {
  switch (problem.kind) {
    case 'none':
      return 'There are no subtasks yet: give them as JSON, or each on a line of its own as “t1: Review auth”.';
    case 'too-many':
      return `That is ${count(problem.count, 'subtask')}; a list has at most ${problem.most}. More than that nobody can follow: join related ones, or make two lists.`;
    case 'not-json':
      return `The subtasks are not JSON${problem.detail === '' ? '' : ` (${problem.detail.slice(0, 120)})`}.`;
    case 'wrong-shape':
      return `The subtasks${problem.at === '' ? '' : ` at ${problem.at.slice(0, 60)}`} are not as they should be: ${problem.detail.slice(0, 120)}. Each has an id, a label and, if it waits for others, dependsOn.`;
    case 'unreadable-line':
      return `“${problem.line}” is not a subtask. Write each as “t1: Review auth”.`;
    case 'wrong-id':
      return `“${problem.id}” cannot be an id: letters, digits, dots, hyphens and underscores, at most 40, without spaces.`;
    case 'id-twice':
      return `The id ${problem.id} is there twice.`;
    case 'wrong-label':
      return problem.characters === 0
        ? `${problem.id} has no label.`
        : `The label of ${problem.id} has ${count(problem.characters, 'character')}; at most ${problem.most}.`;
    case 'unknown-dependency':
      return `${problem.id} waits for ${problem.on}, which is not on the list.`;
    case 'circle':
      return `${sentenceList(problem.ids)} wait for each other.`;
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}
