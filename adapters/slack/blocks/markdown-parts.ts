/** Markdown as the texts of `markdown` blocks. */
import { plain } from '../../../src/cards/clean-text.ts';
import { inertParts } from '../../../src/chat/text/inert-parts.ts';
import { IN_BYTES } from '../../../src/chat/text/measure.ts';
import { inertMarkdown } from './inert-markdown.ts';

/** Bytes of one block: with the lines around it, it still fits into a message. */
const LONGEST = 8_000;

export function markdownParts(source: string): readonly string[] {
  return inertParts(plain(source), { most: LONGEST, measure: IN_BYTES, inert: inertMarkdown }).filter((part) => /[^\s\p{Cf}]/u.test(part));
}
