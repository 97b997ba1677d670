/** Which lines of a Markdown text are code, because they stand between fences. Both the escaping and the splitting need it. */
export interface MarkdownLine {
  readonly text: string;
  /** Null: outside of fenced code. `open`: the line that opened it, which also stands for itself. */
  readonly fence: Fence | null;
}

export interface Fence {
  /** What stands before the fence on its line: indentation, the marks of a quote. */
  readonly prefix: string;
  readonly marker: string;
  readonly info: string;
}

export function markdownLines(source: string): readonly MarkdownLine[] {
  let fence: Fence | null = null;
  return source.split('\n').map((text) => {
    if (fence === null) {
      fence = opens(text);
      return { text, fence };
    }
    const line = { text, fence };
    if (closes(text, fence)) fence = null;
    return line;
  });
}

/** What every platform takes for the name of a language; some lose anything else that stands behind a fence. */
export const LANGUAGE = /^[\w+.#-]{1,30}$/u;

/** A fence may stand in a quote or in a list. */
const OPENING = /^((?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*)(`{3,}|~{3,})([^\n]*)$/u;

function opens(text: string): Fence | null {
  const [, prefix, marker, info] = OPENING.exec(text) ?? [];
  if (prefix === undefined || marker === undefined || info === undefined) return null;
  // A row of backticks with others behind it is code within a line.
  return marker.startsWith('`') && info.includes('`') ? null : { prefix: continued(prefix), marker, info: info.trim() };
}

/** A line within the fence that ends it. */
export function closes(text: string, { marker }: Fence): boolean {
  const [, found] = /^(?:\s|>)*(`{3,}|~{3,})\s*$/u.exec(text) ?? [];
  return found !== undefined && found[0] === marker[0] && found.length >= marker.length;
}

/** On the lines after the first one, the mark of a list is white space. */
function continued(prefix: string): string {
  return prefix.replace(/[-*+\d.)]/gu, ' ');
}
