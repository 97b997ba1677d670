/** A line of a card on its way into Slack: who is mentioned is settled. */
import type { Line } from '../../../src/cards/card.ts';
import { atomsIn, type TextAtom, textAtom } from '../../../src/chat/text/atoms.ts';
import type { Mentions } from './mentions.ts';

export type Atom =
  | TextAtom
  /** Notifies. */
  | { readonly kind: 'user' | 'usergroup'; readonly id: string }
  /** Epoch seconds; shown in the reader's own time zone. */
  | { readonly kind: 'date'; readonly at: number; readonly fallback: string }
  /** To a place of Baton's own choice, never one from a text. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

export function atomsOf(line: Line, mentions: Mentions): readonly Atom[] {
  return atomsIn<Exclude<Atom, TextAtom>>(line, {
    named: ({ id }) => mentions.mention(id) ?? textAtom(`@${mentions.name(id)}`),
    time: (at, fallback) => ({ kind: 'date', at, fallback }),
  });
}

/** Without mentions, as words only. */
export function plainLine(line: Line, mentions: Mentions): string {
  return wordsOf(atomsOf(line, { ...mentions, mention: () => null }));
}

export function wordsOf(atoms: readonly Atom[]): string {
  return atoms.map((atom) => (atom.kind === 'date' ? atom.fallback : 'text' in atom ? atom.text : `@${atom.id}`)).join('');
}

/** Slack refuses texts of nothing but white space. */
export function isSeen(atoms: readonly Atom[]): boolean {
  return /[^\s\p{Cf}]/u.test(wordsOf(atoms));
}
