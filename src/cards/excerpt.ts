/**
 * Long text on a card: whole paragraphs up to a limit, and never a word cut in two. What is left out is reported,
 * so that the card can say where the rest is.
 */
export interface Excerpt {
  readonly text: string;
  /** False: something was left out. */
  readonly whole: boolean;
}

/** About a page. */
const PAGE_CHARACTERS = 3_000;

/** Keeps paragraphs while they fit. A fenced block that would stay open is closed. */
export function excerpt(markdown: string, limit = PAGE_CHARACTERS): Excerpt {
  const source = markdown.trim();
  if (source.length <= limit) return { text: source, whole: true };
  const kept: string[] = [];
  let length = 0;
  for (const paragraph of source.split(/\n{2,}/u)) {
    if (length + paragraph.length > limit) break;
    kept.push(paragraph);
    length += paragraph.length + 2;
  }
  const text = kept.length > 0 ? kept.join('\n\n').trimEnd() : atWord(source, limit);
  return { text: closedFences(text), whole: false };
}

/** One line: white space folded, ended at a word with an ellipsis when it is longer than the limit. */
export function opening(text: string, limit: number): Excerpt {
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (folded.length <= limit) return { text: folded, whole: true };
  return { text: atWord(folded, limit), whole: false };
}

function atWord(text: string, limit: number): string {
  const cut = text.slice(0, limit - 1);
  const space = cut.search(/\s\S*$/u);
  // A text without spaces (Chinese, a long address) is ended at a whole character.
  const end = space > limit / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/u, '');
  return `${end.trimEnd()}…`;
}

function closedFences(text: string): string {
  const fences = text.split(/[\r\n]/u).flatMap((line) => /^(?:`{3,}|~{3,})/u.exec(line.trimStart())?.[0] ?? []);
  const open = fences.length % 2 === 1 ? fences.at(-1) : undefined;
  return open === undefined ? text : `${text}\n${open}`;
}
