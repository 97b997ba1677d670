/** A line of a card on its way into a platform: text is clean, what the platform writes in its own way is an atom of its own, and it can be cut to size. */
import type { Line, Span } from '../../cards/card.ts';
import { plain } from '../../cards/clean-text.ts';
import { duration } from '../../cards/figures.ts';
import { timeText } from '../../cards/text.ts';
import { splitText } from './split-text.ts';

export type AtomStyle = 'plain' | 'strong' | 'emphasis' | 'code';

export interface TextAtom {
  readonly kind: 'text';
  readonly text: string;
  readonly style: AtomStyle;
}

export interface Own<Atom> {
  named(span: Extract<Span, { kind: 'person' | 'group' }>): Atom | TextAtom;
  /** Epoch seconds; `words`: for those who cannot be shown it in their own zone. */
  time(at: number, words: string): Atom | TextAtom;
}

interface AnyAtom {
  readonly kind: string;
  readonly text?: string;
}

export function atomsIn<Atom extends AnyAtom>(line: Line, own: Own<Atom>): readonly (Atom | TextAtom)[] {
  return merged(line.map((span) => atomOf(span, own)));
}

/** Lines that are no longer than `most` by what `size` says of one atom; a text is cut where words end. */
export function splitAtoms<Atom extends AnyAtom>(
  atoms: readonly (Atom | TextAtom)[],
  most: number,
  size: (atom: Atom | TextAtom) => number,
): readonly (readonly (Atom | TextAtom)[])[] {
  const lines: (Atom | TextAtom)[][] = [];
  let room = 0;
  for (const atom of atoms.flatMap((one) => pieces(one, Math.floor(most / PIECES_PER_LINE)))) {
    const needed = size(atom);
    const line = lines.at(-1);
    if (line && needed <= room) line.push(atom);
    else lines.push([atom]);
    room = (line && needed <= room ? room : most) - needed;
  }
  return lines.map((line) => merged(line));
}

export const textAtom = (text: string, style: AtomStyle = 'plain'): TextAtom => ({ kind: 'text', text: plain(text), style });

/** So small that a piece fits however much it grows by escaping, and by letters of several bytes. */
const PIECES_PER_LINE = 8;

function pieces<Atom extends AnyAtom>(atom: Atom, most: number): readonly Atom[] {
  return atom.text === undefined ? [atom] : splitText(atom.text, most).map((text) => ({ ...atom, text }));
}

/**
 * Neighbours of one style are one text again: a token could be hidden in the seam, and marks around each of them would
 * stand side by side. Nothing is left of empty ones.
 */
function merged<Atom extends AnyAtom>(atoms: readonly (Atom | TextAtom)[]): readonly (Atom | TextAtom)[] {
  const found: (Atom | TextAtom)[] = [];
  for (const atom of atoms) {
    const last = found.at(-1);
    if (isText(atom) && atom.text === '') continue;
    if (last !== undefined && isText(last) && isText(atom) && last.style === atom.style) found[found.length - 1] = { ...last, text: last.text + atom.text };
    else found.push(atom);
  }
  return found;
}

function isText(atom: AnyAtom): atom is TextAtom {
  return atom.kind === 'text';
}

function atomOf<Atom extends AnyAtom>(span: Span, own: Own<Atom>): Atom | TextAtom {
  switch (span.kind) {
    case 'text':
      return textAtom(span.text);
    case 'strong':
    case 'emphasis':
    case 'code':
      return textAtom(span.text, span.kind);
    case 'person':
    case 'group':
      return own.named(span);
    case 'time': {
      const at = Math.floor(span.at / 1000);
      const words = timeText(span.at, span.zone);
      return at > 0 && at < FAR_FUTURE ? own.time(at, words) : textAtom(words);
    }
    case 'elapsed':
      return textAtom(duration(Math.max(0, span.asOf - span.since)));
    default: {
      const missed: never = span;
      return missed;
    }
  }
}

/** Epoch seconds beyond which platforms show no date any more (8.64e12), and nobody means one. */
const FAR_FUTURE = 1e11;
