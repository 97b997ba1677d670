/** Markdown as text displays. */
import { plain } from '../../../src/cards/clean-text.ts';
import { inertParts } from '../../../src/chat/text/inert-parts.ts';
import { IN_UNITS } from '../../../src/chat/text/measure.ts';
import { hasLetters } from './atoms.ts';
import { inertMarkdown } from './inert-markdown.ts';
import { LONGEST_TEXT } from './line-text.ts';

export function markdownTexts(source: string): readonly string[] {
  return inertParts(plain(source), { most: LONGEST_TEXT, measure: IN_UNITS, inert: inertMarkdown }).filter(hasLetters);
}
