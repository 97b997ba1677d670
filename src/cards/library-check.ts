/** What is broken in the library, file by file, with the line and what to do about it. */
import type { LibraryProblem } from '../ports/library.ts';
import type { Card, Line } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { faultText } from './library-fault.ts';
import { blocks, card, code, context, line, list, says, strong } from './spans.ts';

export interface LibraryCheck {
  readonly problems: readonly LibraryProblem[];
  readonly personas: number;
  readonly skills: number;
  readonly templates: number;
  readonly compositions: number;
}

/** Enough for an afternoon; the log has them all. */
const ROWS = 40;

export function libraryCheckCard({ problems, ...loaded }: LibraryCheck): Card {
  const all = `${sentenceList([
    count(loaded.personas, 'persona'),
    count(loaded.skills, 'skill'),
    count(loaded.templates, 'template'),
    count(loaded.compositions, 'composition'),
  ])} can be used.`;
  if (problems.length === 0) return card('list', [says(strong('Nothing is broken in the library. '), all)]);
  const places = new Set(problems.map(({ folder, path }) => `${folder}/${path}`)).size;
  const found = problems.some(({ what }) => what === 'folder') ? count(places, 'file or folder', 'files or folders') : count(places, 'file');
  return card(
    'list',
    blocks(
      says(strong(`${found} of the library ${places === 1 ? 'is' : 'are'} broken. `), `The rest works: ${all}`),
      list(problems.slice(0, ROWS).map(row)),
      problems.length > ROWS ? says(`The first ${ROWS} of ${problems.length} are shown; the log names the others.`) : null,
      context('Correct a file and ask again: no restart is needed.'),
    ),
  );
}

function row({ folder, path, line: at, reason, lastGood }: LibraryProblem): Line {
  return line(
    code(path === '' ? folder : path),
    at === null ? '' : `, line ${at}`,
    path === '' ? ': ' : ` (${folder}): `,
    faultText(reason),
    lastGood ? ' What was read before goes on being used.' : '',
  );
}
