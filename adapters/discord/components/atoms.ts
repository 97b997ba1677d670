/** A line of a card on its way into Discord: who is named is settled. */
import type { Line } from '../../../src/cards/card.ts';
import { atomsIn, type TextAtom, textAtom } from '../../../src/chat/text/atoms.ts';
import type { Naming } from './naming.ts';

export type Atom = TextAtom | Token;

/** Markup of Discord, of our own making. `words`: what people read of it. */
export interface Token {
  readonly kind: 'token';
  readonly token: string;
  readonly words: string;
}

export function atomsOf(line: Line, naming: Naming): readonly Atom[] {
  return atomsIn<Token>(line, {
    named: (span) => (span.kind === 'person' ? naming.person(span.id) : naming.group(span.id)) ?? textAtom(`@${span.id}`),
    // The hour and minute of the reader's own zone: sentences say `at`, `since` and `by`, which a stretch of time would not follow.
    time: (at, words) => ({ kind: 'token', token: `<t:${at}:t>`, words }),
  });
}

/** Discord refuses texts of nothing but white space. */
export function isSeen(atoms: readonly Atom[]): boolean {
  return hasLetters(atoms.map((atom) => (atom.kind === 'text' ? atom.text : atom.words)).join(''));
}

export function hasLetters(text: string): boolean {
  return /[^\s\p{Cf}\p{M}]/u.test(text);
}
