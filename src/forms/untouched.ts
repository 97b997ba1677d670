/** Whether a text that comes back from a field is the one that stood in it: then it is no edit. */
import { plain } from '../cards/clean-text.ts';

/** Null: it was not touched. */
export function unlessUntouched(text: string | null, stood: string): string | null {
  return text === plain(stood).trim() ? null : text;
}

/** As a field of one line shows it. */
export function inOneLine(text: string): string {
  return text
    .split(/[\r\n]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
