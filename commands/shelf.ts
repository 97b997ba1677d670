/** What the four lists of the library have in common: anything typed after the word is a search. */
import type { Shelf } from '../src/cards/misreading.ts';
import { type CommandForm, misread } from './command.ts';

/** Nobody searches with more; a pasted text is a mistake. */
const MOST_CHARACTERS = 200;

export function shelfForm(shelf: Shelf): CommandForm {
  return {
    name: shelf,
    read(rest) {
      const words = rest.trim();
      if (words.length > MOST_CHARACTERS) return misread(shelf, { kind: 'too-many-words', characters: words.length, limit: MOST_CHARACTERS });
      return { kind: 'shelf', shelf, words };
    },
  };
}
