/** Markdown as the texts of `markdown` blocks: each of them inert by itself, since a cut may change what is code in it. */
import { plain } from './clean-text.ts';
import { inertMarkdown } from './inert-markdown.ts';
import { splitMarkdown } from './split-markdown.ts';
import { bytesOf } from './weight.ts';

/** Bytes of one block: with the lines around it, it still fits into a message. */
const LONGEST = 8_000;

export function markdownParts(source: string): readonly string[] {
  return parts(plain(source), LONGEST).filter((part) => /[^\s\p{Cf}]/u.test(part));
}

/** Breaking tokens makes a text longer: what does not fit is cut smaller. */
function parts(source: string, most: number): readonly string[] {
  return splitMarkdown(source, most).flatMap((part) => {
    const inert = inertMarkdown(part);
    return bytesOf(inert) <= LONGEST ? [inert] : parts(part, Math.floor(most / 2));
  });
}
