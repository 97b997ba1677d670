/** A line of a card on its way into Discord: who is named is settled, text is clean, and it can be cut to size. */
import type { Line, Span } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { duration } from '../../../src/cards/figures.ts';
import { timeText } from '../../../src/cards/text.ts';
import { splitText } from '../../../src/chat/text/split-text.ts';
import type { Naming } from './naming.ts';

export type Atom =
  | { readonly kind: 'text'; readonly text: string; readonly style: AtomStyle }
  /** Markup of Discord, of our own making. `words`: what people read of it. */
  | { readonly kind: 'token'; readonly token: string; readonly words: string };

export type AtomStyle = 'plain' | 'strong' | 'emphasis' | 'code';

export function atomsOf(line: Line, naming: Naming): readonly Atom[] {
  return merged(line.map((span) => atomOf(span, naming)));
}

function wordsOf(atoms: readonly Atom[]): string {
  return atoms.map((atom) => (atom.kind === 'text' ? atom.text : atom.words)).join('');
}

/** Discord refuses texts of nothing but white space. */
export function isSeen(atoms: readonly Atom[]): boolean {
  return hasLetters(wordsOf(atoms));
}

export function hasLetters(text: string): boolean {
  return /[^\s\p{Cf}\p{M}]/u.test(text);
}

/** Lines that are no longer than `most` by what `size` says of one atom; a text is cut where words end. */
export function splitAtoms(atoms: readonly Atom[], most: number, size: (atom: Atom) => number): readonly (readonly Atom[])[] {
  const lines: Atom[][] = [];
  let room = 0;
  for (const atom of atoms.flatMap((one) => pieces(one, Math.floor(most / PIECES_PER_LINE)))) {
    const needed = size(atom);
    const line = lines.at(-1);
    if (line && needed <= room) line.push(atom);
    else lines.push([atom]);
    room = (line && needed <= room ? room : most) - needed;
  }
  return lines.map(merged);
}

export const textAtom = (text: string, style: AtomStyle = 'plain'): Atom => ({ kind: 'text', text: plain(text), style });

/** So small that a piece fits however much it grows by escaping. */
const PIECES_PER_LINE = 8;

function pieces(atom: Atom, most: number): readonly Atom[] {
  return atom.kind === 'text' ? splitText(atom.text, most).map((text) => ({ ...atom, text })) : [atom];
}

/** Neighbours of one style are one text again: a token could be hidden in the seam, and marks would stand side by side. */
function merged(atoms: readonly Atom[]): readonly Atom[] {
  const found: Atom[] = [];
  for (const atom of atoms) {
    const last = found.at(-1);
    if (atom.kind === 'text' && atom.text === '') continue;
    if (last?.kind === 'text' && atom.kind === 'text' && last.style === atom.style) found[found.length - 1] = { ...last, text: last.text + atom.text };
    else found.push(atom);
  }
  return found;
}

function atomOf(span: Span, naming: Naming): Atom {
  switch (span.kind) {
    case 'text':
      return textAtom(span.text);
    case 'strong':
    case 'emphasis':
    case 'code':
      return textAtom(span.text, span.kind);
    case 'person':
      return naming.person(span.id) ?? textAtom(`@${span.id}`);
    case 'group':
      return naming.group(span.id) ?? textAtom(`@${span.id}`);
    case 'time': {
      const at = Math.floor(span.at / 1000);
      const words = timeText(span.at, span.zone);
      // The hour and minute of the reader's own zone: sentences say `at`, `since` and `by`, which a stretch of time would not follow.
      return at > 0 && at < FAR_FUTURE ? { kind: 'token', token: `<t:${at}:t>`, words } : textAtom(words);
    }
    case 'elapsed':
      return textAtom(duration(Math.max(0, span.asOf - span.since)));
    default: {
      const missed: never = span;
      return missed;
    }
  }
}

/** Epoch seconds beyond which Discord shows no date any more (8.64e12), and nobody means one. */
const FAR_FUTURE = 1e11;
