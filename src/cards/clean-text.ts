/**
 * Text by anybody, as it may stand in a message: without what no chat takes (NUL, lone surrogates) and without what
 * would change how the words around it are read (direction overrides). Letters of every script, joiners and marks stay.
 */
export function plain(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(REFUSED, '').replace(DIRECTIONS, '');
}

/** Breaks a token so that it is no token any more; takes no room. */
export const ZERO_WIDTH = '\u200B';

/** Control characters other than tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const REFUSED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;

/** Embeddings, overrides and isolates reach beyond their own text. The one-letter marks (LRM, RLM, ALM) do not. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/gu;
