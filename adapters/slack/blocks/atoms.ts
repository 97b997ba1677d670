/** A line of a card on its way into Slack: who is mentioned is settled, text is clean, and it can be cut to size. */
import type { Line, Span } from '../../../src/cards/card.ts';
import { duration } from '../../../src/cards/figures.ts';
import { timeText } from '../../../src/cards/text.ts';
import { plain } from './clean-text.ts';
import type { Mentions } from './mentions.ts';
import { splitText } from './split-text.ts';

export type Atom =
  | { readonly kind: 'text'; readonly text: string; readonly style: AtomStyle }
  /** Notifies. */
  | { readonly kind: 'user' | 'usergroup'; readonly id: string }
  /** Epoch seconds; shown in the reader's own time zone. */
  | { readonly kind: 'date'; readonly at: number; readonly fallback: string }
  /** To a place of Baton's own choice, never one from a text. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

export type AtomStyle = 'plain' | 'strong' | 'emphasis' | 'code';

export function atomsOf(line: Line, mentions: Mentions): readonly Atom[] {
  return merged(line.map((span) => atomOf(span, mentions)));
}

/** Without mentions, as words only. */
export function plainLine(line: Line, mentions: Mentions): string {
  return wordsOf(line.map((span) => atomOf(span, { ...mentions, mention: () => null })));
}

export function wordsOf(atoms: readonly Atom[]): string {
  return atoms.map((atom) => (atom.kind === 'date' ? atom.fallback : 'text' in atom ? atom.text : `@${atom.id}`)).join('');
}

/** Slack refuses texts of nothing but white space. */
export function isSeen(atoms: readonly Atom[]): boolean {
  return /[^\s\p{Cf}]/u.test(wordsOf(atoms));
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

/** So small that a piece fits however much it grows by escaping, and by letters of several bytes. */
const PIECES_PER_LINE = 8;

function pieces(atom: Atom, most: number): readonly Atom[] {
  return 'text' in atom ? splitText(atom.text, most).map((text) => ({ ...atom, text })) : [atom];
}

/** Neighbours of one style are one text again: marks around each of them would stand side by side. Nothing is left of empty ones. */
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

function atomOf(span: Span, mentions: Mentions): Atom {
  switch (span.kind) {
    case 'text':
      return textAtom(span.text);
    case 'strong':
    case 'emphasis':
    case 'code':
      return textAtom(span.text, span.kind);
    case 'person':
    case 'group':
      return mentions.mention(span.id) ?? textAtom(`@${mentions.name(span.id)}`);
    case 'time': {
      const at = Math.floor(span.at / 1000);
      const fallback = timeText(span.at, span.zone);
      return at > 0 && at < FAR_FUTURE ? { kind: 'date', at, fallback } : textAtom(fallback);
    }
    case 'elapsed':
      return textAtom(duration(Math.max(0, span.asOf - span.since)));
    default: {
      const missed: never = span;
      return missed;
    }
  }
}

/** Epoch seconds beyond which it is nobody's date. */
const FAR_FUTURE = 1e11;
