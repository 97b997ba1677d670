/** The blocks of a card as pieces of a message, in order. */

import { ComponentType } from 'discord.js';
import type { Block, Card } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { size } from '../../../src/cards/figures.ts';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { type Atom, atomsOf, isSeen } from './atoms.ts';
import { LONGEST_TEXT, lineTexts, markedTexts } from './line-text.ts';
import { markdownTexts } from './markdown-texts.ts';
import type { Naming } from './naming.ts';
import { apart, componentPiece, type Piece, textPiece } from './piece.ts';
import { stepAtoms } from './step-text.ts';

export interface PieceOptions {
  /** Name of the attachment with the plan's picture; null: its words are shown. */
  readonly picture: string | null;
  readonly naming: Naming;
}

export function cardPieces(card: Card, options: PieceOptions): readonly Piece[] {
  return card.blocks.flatMap((block, index) => blockPieces(block, card.blocks[index + 1], options));
}

function blockPieces(block: Block, next: Block | undefined, options: PieceOptions): readonly Piece[] {
  const { naming } = options;
  switch (block.kind) {
    case 'heading':
      return markedTexts('### ', atomsOf(block.line, naming)).map((text) => textPiece(text, next !== undefined));
    case 'line':
      return lineTexts(atomsOf(block.line, naming)).map((text) => textPiece(text, announces(next)));
    case 'context':
      return markedTexts('-# ', atomsOf(block.line, naming)).map((text) => textPiece(text));
    case 'alert':
      return alertTexts(block.tone, atomsOf(block.line, naming)).map((text) => textPiece(text));
    case 'list':
      return rows(block.items.flatMap((item) => markedTexts('- ', atomsOf(item, naming))));
    case 'steps': {
      const marked = block.steps.some(({ state }) => state !== null);
      return rows(block.steps.flatMap((step) => markedTexts(marked ? '' : '- ', stepAtoms(step, naming))));
    }
    case 'files': {
      const pieces = rows(block.files.flatMap((file) => markedTexts('- ', fileAtoms(file))));
      const uploads: readonly Upload[] = block.files.map(({ artifact, name, bytes }) => ({ artifact, name, bytes }));
      return pieces.map((piece, index) => (index === 0 ? { ...piece, uploads } : piece));
    }
    case 'markdown':
      return markdownTexts(block.source).map(apart);
    case 'picture':
      return picture(block.alt, options);
    default: {
      const missed: never = block;
      return missed;
    }
  }
}

/** A line stands with what it announces. */
function announces(next: Block | undefined): boolean {
  return next !== undefined && (next.kind === 'steps' || next.kind === 'list' || next.kind === 'files' || next.kind === 'markdown');
}

/** As many rows to a piece as fit: they are read together. */
function rows(texts: readonly string[]): readonly Extract<Piece, { kind: 'text' }>[] {
  const found: string[] = [];
  for (const text of texts) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= ROWS_TOGETHER) found[found.length - 1] = `${last}\n${text}`;
    else found.push(text);
  }
  return found.map((text) => ({ kind: 'text', text, apart: false, leads: false, uploads: [] }));
}

const ROWS_TOGETHER = LONGEST_TEXT / 2;

/** By name: the files follow in the thread. */
function fileAtoms({ name, bytes }: Upload): readonly Atom[] {
  return [textAtom(name.trim() || '…', 'code'), textAtom(` (${size(bytes)})`)];
}

/** Words that are too long for a picture's description stand under it. */
function picture(alt: string, { picture: name }: PieceOptions): readonly Piece[] {
  const words = plain(alt).trim();
  const told = markedTexts('-# ', [textAtom(words)]).map((text) => textPiece(text));
  if (name === null) return told;
  const fits = words.length <= LIMITS.mediaText.most;
  const item = { media: { url: `attachment://${name}` }, ...(fits && words !== '' ? { description: words } : {}) };
  return [componentPiece({ type: ComponentType.MediaGallery, items: [item] }, [name]), ...(fits ? [] : told)];
}

function alertTexts(tone: keyof typeof ALERT_MARKS, atoms: readonly Atom[]): readonly string[] {
  return isSeen(atoms) ? lineTexts([textAtom(ALERT_MARKS[tone]), ...atoms]) : [];
}

const ALERT_MARKS = { info: 'ℹ️ ', warning: '⚠️ ', error: '🛑 ' } as const;
