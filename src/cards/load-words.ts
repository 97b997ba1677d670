/** Why `Load <path>` changed nothing: what it is for, what the library has instead, and where the run stands. */
import { sentenceList } from './figures.ts';
import { code, type Piece } from './spans.ts';

export type LoadProblem =
  /** Not in the thread of a run that is open. */
  | { readonly kind: 'no-run' }
  | { readonly kind: 'unknown'; readonly paths: readonly UnknownPath[] }
  | { readonly kind: 'several-personas'; readonly names: readonly string[] }
  | { readonly kind: 'no-plan'; readonly number: number }
  | { readonly kind: 'no-next-phase'; readonly number: number };

export interface UnknownPath {
  readonly typed: string;
  /** Paths of the library that may have been meant. */
  readonly closest: readonly string[];
}

export function loadWords(problem: LoadProblem): readonly Piece[] {
  switch (problem.kind) {
    case 'no-run':
      return [
        'Loading changes the next phase of a run: write it in the thread of one that is not over. For a new run name them with it: ',
        code('/orchestrate persona:startup-cto skills:aws-solution-architect <task>'),
        '.',
      ];
    case 'unknown':
      return [problem.paths.map(unknown).join(' '), ' Nothing was loaded. /baton personas and /baton skills list what there is.'];
    case 'several-personas':
      return [`One persona thinks in a phase, and these are ${sentenceList(problem.names)}. Nothing was loaded: name one.`];
    case 'no-plan':
      return [`Run #${problem.number} has no plan yet. Once it stands in this thread, load what its first phase should use.`];
    case 'no-next-phase':
      return [`Run #${problem.number} has no phase left that has not started, so there is nothing to load it for.`];
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}

function unknown({ typed, closest }: UnknownPath): string {
  return `The library has no “${typed}”.${closest.length === 0 ? '' : ` Did you mean ${sentenceList(closest, 'or')}?`}`;
}
