/** Markdown as text displays: each of them inert by itself, since a cut may change what is code in it. */

import { plain } from '../../../src/cards/clean-text.ts';
import { hasLetters } from './atoms.ts';
import { inertMarkdown } from './inert-markdown.ts';
import { LONGEST_TEXT } from './line-text.ts';
import { splitMarkdown } from './split-markdown.ts';

export function markdownTexts(source: string): readonly string[] {
  return parts(plain(source), LONGEST_TEXT).filter(hasLetters);
}

/** Breaking tokens and drawing tables make a text longer: what does not fit is cut smaller. */
function parts(source: string, most: number): readonly string[] {
  return splitMarkdown(source, most).flatMap((part) => {
    const inert = inertMarkdown(part);
    return inert.length <= LONGEST_TEXT || most < SMALLEST ? [inert] : parts(part, Math.floor(most / 2));
  });
}

/** Nothing grows by so much. */
const SMALLEST = 100;
