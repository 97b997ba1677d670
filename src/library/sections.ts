/** The `##` sections of a Markdown body. What stands before the first is for people and counts for nothing. */
import { endTrimmedOf } from '../engine/trimmed-of.ts';

export interface Section {
  readonly title: string;
  readonly text: string;
  /** Of the heading, in the file. */
  readonly line: number;
}

/** `firstLine`: the line of the file on which the body begins. A heading inside a fenced block is text. */
export function sectionsOf(body: string, firstLine: number): readonly Section[] {
  const sections: { title: string; rows: string[]; line: number }[] = [];
  let fence: string | null = null;
  for (const [index, row] of body.split('\n').entries()) {
    const mark = /^\s*(`{3,}|~{3,})/u.exec(row)?.[1] ?? null;
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence)) fence = null;
    const title = fence === null ? headingIn(row) : null;
    if (title === null) sections.at(-1)?.rows.push(row);
    else sections.push({ title, rows: [], line: firstLine + index });
  }
  return sections.map(({ title, rows, line }) => ({ title, line, text: trimmed(rows) }));
}

/** `## Title`, also closed as in `## Title ##`. */
function headingIn(row: string): string | null {
  const title = /^##\s/u.test(row) ? endTrimmedOf(row.slice(2).trim(), /#/u).trimEnd() : '';
  return title === '' ? null : title;
}

/** Leading blank lines stay: a line's number is counted from the heading. */
function trimmed(rows: readonly string[]): string {
  return rows.join('\n').trim() === '' ? '' : rows.join('\n').trimEnd();
}
