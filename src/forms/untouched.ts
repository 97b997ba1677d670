/**
 * Whether a text that comes back from a field is the one that stood in it. A chat may hand emoji back as their codes and
 * characters of its markup as entities; taken literally, a field that nobody touched would be an edit.
 */
import { plain } from '../cards/clean-text.ts';

/** Null: it was not touched. */
export function unlessUntouched(text: string | null, stood: string): string | null {
  return text !== null && (text === shown(stood) || asItMayReturn(shown(stood)).test(text)) ? null : text;
}

/** As a field of one line shows it. */
export function inOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/gu, ' ');
}

function shown(stood: string): string {
  return plain(stood).trim();
}

function asItMayReturn(text: string): RegExp {
  const parts = text.split(VARIABLE).map((part) => {
    if (part === '') return '';
    const entity = ENTITIES.get(part);
    if (entity !== undefined) return `(?:${part}|${entity})`;
    return EMOJI_ONLY.test(part) ? `(?:${part}|${CODES})` : part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Characters that emoji are made of. Digits and signs that can be part of one count as text: they come back as they are. */
const EMOJI = '(?:[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u200D\\uFE0F\\u20E3])+';
const EMOJI_ONLY = new RegExp(`^${EMOJI}$`, 'u');
const VARIABLE = new RegExp(`([&<>]|${EMOJI})`, 'u');
/** `:tada:`, `:wave::skin-tone-3:`. */
const CODES = "(?::[\\w+'-]{1,100}:)+";
