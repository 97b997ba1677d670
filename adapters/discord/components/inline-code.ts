/**
 * Code within lines that every reader of Markdown takes for code: single backticks in pairs. Where two readers could
 * disagree (odd, doubled or escaped ones), look-alikes stand in their place.
 */
import { BACKTICK } from './escape.ts';

export interface Region {
  readonly code: boolean;
  readonly text: string;
}

export function inlineRegions(prose: string): readonly Region[] {
  if (!prose.split('\n').every(inPairs)) return [{ code: false, text: deadBackticks(prose) }];
  return prose.split(/(`[^`\n]+`)/u).flatMap((text, index) => (text === '' ? [] : [{ code: index % 2 === 1, text }]));
}

function inPairs(line: string): boolean {
  const runs = line.match(/\\?`+/gu) ?? [];
  return runs.length % 2 === 0 && runs.every((run) => run === '`');
}

/** Backslashes before one count in pairs: the odd one is its escape already, and goes. */
function deadBackticks(text: string): string {
  const parts = text.split('`');
  return parts.map((part, index) => (index < parts.length - 1 && endsEscaping(part) ? part.slice(0, -1) : part)).join(BACKTICK);
}

function endsEscaping(text: string): boolean {
  let start = text.length;
  while (start > 0 && text[start - 1] === '\\') start--;
  return (text.length - start) % 2 === 1;
}
