/**
 * Text by anybody within a line of ours: no markup, no mentions, no links. Discord takes a backslash before any mark; a
 * backtick gets a look-alike instead, since code is what readers of Markdown disagree on most.
 */
import { deadLinks, deadMentions, deadTokens } from './dead-tokens.ts';

export function escapeText(text: string): string {
  return deadLinks(deadTokens(atLineStarts(text.replace(/[\\*_~|[\]]/gu, '\\$&').replaceAll('`', BACKTICK))));
}

/** Inside of backticks, where a backslash is a backslash. */
export function escapeCode(text: string): string {
  return deadMentions(text).replaceAll('`', BACKTICK);
}

export const BACKTICK = 'ˋ';

/** Headings, quotes and lists begin a line, with white space behind their mark, which may be the next piece's. */
function atLineStarts(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^(\s*)([#>+-])(?=[#>]*(?:\s|$))/u, '$1\\$2').replace(/^(\s*\d{1,10})([.)])(?=\s|$)/u, '$1\\$2'))
    .join('\n');
}
