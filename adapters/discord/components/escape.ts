/** Text by anybody within a line of ours: no markup, no mentions, no links. Discord takes a backslash before any mark. */
import { deadLinks, deadMentions, deadTokens } from './dead-tokens.ts';

export function escapeText(text: string): string {
  return deadLinks(deadTokens(atLineStarts(text.replace(/[\\*_~`|[\]]/gu, '\\$&'))));
}

/** Inside of backticks, where a backslash is a backslash. */
export function escapeCode(text: string): string {
  return deadMentions(text).replaceAll('`', 'ˋ');
}

/** Headings, quotes and lists begin a line. */
function atLineStarts(text: string): string {
  return text.replace(/^(\s*)([#>+-])/gmu, '$1\\$2').replace(/^(\s*\d{1,10})([.)])/gmu, '$1\\$2');
}
