/** An answer on a card: whole when it fits about a page, else its opening by paragraphs and the name of the whole file. */
import type { Body } from '../engine/body.ts';
import type { Block } from './card.ts';
import { excerpt } from './excerpt.ts';
import { blocks, context } from './spans.ts';

export function answerBlocks(body: Body): readonly Block[] {
  // Text that has no file of its own has nowhere else to be read: it is shown whole.
  if (body.kind === 'inline') return blocks(body.text.trim() === '' ? null : { kind: 'markdown', source: body.text.trim() });
  const shown = excerpt(wholeParagraphs(body.opening, body.artifact.bytes));
  return blocks(
    shown.text === '' ? null : { kind: 'markdown', source: shown.text },
    context(`This is the beginning. The whole answer is in ${body.artifact.name}, below.`),
  );
}

/** A stored opening may end in the middle of a word: its last paragraph is left to the file. */
function wholeParagraphs(opening: string, bytes: number): string {
  if (new TextEncoder().encode(opening).length >= bytes) return opening;
  const end = opening.lastIndexOf('\n\n');
  if (end > 0) return opening.slice(0, end);
  const space = opening.search(/\s\S*$/u);
  return `${space > 0 ? opening.slice(0, space) : opening}…`;
}
