/** Lines as Discord's Markdown: what is ours is markup, what is anybody's is text. */

import { ZERO_WIDTH } from '../../../src/cards/clean-text.ts';
import { type AtomStyle, splitAtoms } from '../../../src/chat/text/atoms.ts';
import { type Atom, hasLetters, isSeen } from './atoms.ts';
import { escapeCode, escapeText } from './escape.ts';

/** A text display goes up to the whole message; this leaves room for what stands around one. */
export const LONGEST_TEXT = 3_500;

/** As many texts as are needed for the line. */
export function lineTexts(atoms: readonly Atom[]): readonly string[] {
  return parts(atoms, LONGEST_TEXT).map(lineText);
}

/** Each begins with a mark that holds to the end of the line: `### `, `-# `, `- `. */
export function markedTexts(mark: string, atoms: readonly Atom[]): readonly string[] {
  return parts(inOneLine(atoms), LONGEST_TEXT - mark.length).map((part) => `${mark}${lineText(part).trimStart()}`);
}

function lineText(atoms: readonly Atom[]): string {
  return atoms.map(write).reduce(joined, '');
}

function parts(atoms: readonly Atom[], most: number): readonly (readonly Atom[])[] {
  return splitAtoms(atoms, most - SEAMS, atomSize).filter(isSeen);
}

function inOneLine(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.map((atom) => (atom.kind === 'text' ? { ...atom, text: folded(atom.text) } : atom));
}

/** White space at the ends stays: it stands between this text and the next. */
function folded(text: string): string {
  const lines = text.split('\n');
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()))
    .map((line, index) => (index === last ? line : line.trimEnd()))
    .join(' ');
}

/** Pieces of a text that are put together again may need a break more at each seam, and lines their marks. */
const SEAMS = 64;

function atomSize(atom: Atom): number {
  return 2 + write(atom).length;
}

function write(atom: Atom): string {
  return atom.kind === 'token' ? atom.token : styled(atom.text, atom.style);
}

function styled(text: string, style: AtomStyle): string {
  switch (style) {
    case 'plain':
      return escapeText(text);
    case 'strong':
      return enclosed(text, '**', escapeText);
    case 'emphasis':
      return enclosed(text, '*', escapeText);
    case 'code':
      return enclosed(text, '`', escapeCode);
    default: {
      const missed: never = style;
      return missed;
    }
  }
}

/** A mark works within one line and beside something that is seen. */
function enclosed(text: string, mark: string, escaped: (text: string) => string): string {
  return text
    .split('\n')
    .map((line) => {
      const seen = line.trim();
      const start = line.indexOf(seen);
      return hasLetters(seen) ? `${line.slice(0, start)}${mark}${escaped(seen)}${mark}${line.slice(start + seen.length)}` : escapeText(line);
    })
    .join('\n');
}

/** A mark beside a mark, or behind a backslash that somebody wrote, would be read together with it. */
function joined(before: string, after: string): string {
  return /[*_`~\\]$/u.test(before) && /^[*_`~\\]/u.test(after) ? `${before}${ZERO_WIDTH}${after}` : before + after;
}
