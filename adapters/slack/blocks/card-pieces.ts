/** The blocks of a card as Slack blocks, in order. */

import type { Block, Card, Line } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { size } from '../../../src/cards/figures.ts';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { type Atom, atomsOf, plainLine } from './atoms.ts';
import { alertBlocks, contextBlocks, lineBlocks, listBlocks, rowBlocks } from './line-blocks.ts';
import { markdownParts } from './markdown-parts.ts';
import { markdownSections } from './markdown-sections.ts';
import type { Mentions } from './mentions.ts';
import { type Piece, piece } from './piece.ts';
import type { BlockType, SlackBlock } from './slack-message.ts';
import { planBlock, stepAtoms } from './step-blocks.ts';

export interface PieceOptions {
  readonly imageFile: string | null;
  readonly rejects: ReadonlySet<BlockType>;
  readonly mentions: Mentions;
}

/** By what belongs together: a block of the card, or two of which one stands under the other. */
export function cardPieces(card: Card, options: PieceOptions): readonly (readonly Piece[])[] {
  const found: (readonly Piece[])[] = [];
  for (let index = 0; index < card.blocks.length; index++) {
    const block = card.blocks[index];
    const next = card.blocks[index + 1];
    if (block === undefined) continue;
    const below = isLine(block) && next ? under(block.line, next, options) : null;
    if (below) index++;
    found.push(below ?? alone(block, options, next));
  }
  return found;
}

function isLine(block: Block): block is Extract<Block, { kind: 'heading' | 'line' }> {
  return block.kind === 'heading' || block.kind === 'line';
}

/** A line and the list that it announces are one block. Null: they are not. */
function under(line: Line, next: Block, options: PieceOptions): readonly Piece[] | null {
  const { mentions, rejects } = options;
  if (next.kind === 'steps') {
    const plan = namesNobody(line) ? planBlock(plainLine(line, mentions), next.steps, mentions, rejects) : null;
    if (plan) return [piece(plan)];
  }
  const lead = next.kind === 'steps' || next.kind === 'list' || next.kind === 'files' ? atomsOf(line, mentions) : null;
  return lead && listed(lead, next, options);
}

function namesNobody(line: Line): boolean {
  return line.every(({ kind }) => kind !== 'person' && kind !== 'group' && kind !== 'time');
}

function alone(block: Block, options: PieceOptions, next: Block | undefined): readonly Piece[] {
  const { mentions, rejects } = options;
  switch (block.kind) {
    case 'heading':
    case 'line':
      return lineBlocks(atomsOf(block.line, mentions), rejects).map((one) => piece(one, next?.kind === 'markdown'));
    case 'context':
      return contextBlocks(atomsOf(block.line, mentions)).map((one) => piece(one));
    case 'alert':
      return alertBlocks(block.tone, atomsOf(block.line, mentions), rejects).map((one) => piece(one));
    case 'list':
    case 'steps':
    case 'files':
      return listed([], block, options) ?? [];
    case 'markdown':
      return markdown(block.source, rejects).map((one) => piece(one));
    case 'picture':
      return picture(block.alt, options).map((one) => piece(one));
    default: {
      const missed: never = block;
      return missed;
    }
  }
}

function listed(lead: readonly Atom[], block: Block, { mentions, rejects }: PieceOptions): readonly Piece[] | null {
  switch (block.kind) {
    case 'list': {
      const items = block.items.map((item) => atomsOf(item, mentions));
      return listBlocks(lead, items, rejects).map((one) => piece(one));
    }
    case 'steps': {
      const rows = block.steps.map((step) => stepAtoms(step, mentions));
      const marked = block.steps.some(({ state }) => state !== null);
      return (marked ? rowBlocks(lead, rows, rejects) : listBlocks(lead, rows, rejects)).map((one) => piece(one));
    }
    case 'files': {
      const blocks = listBlocks(
        lead,
        block.files.map((file) => fileAtoms(file)),
        rejects,
      ).map((one) => piece(one));
      const uploads: readonly Upload[] = block.files.map(({ artifact, name, bytes }) => ({ artifact, name, bytes }));
      return blocks.map((one, index) => (index === 0 ? { ...one, uploads } : one));
    }
    default:
      return null;
  }
}

/** By name: Baton's own page shows nothing of a workspace, so there is no place to link to. The files follow in the thread. */
function fileAtoms(file: Upload): readonly Atom[] {
  return [textAtom(file.name.trim() || '…', 'code'), textAtom(` (${size(file.bytes)})`)];
}

function markdown(source: string, rejects: ReadonlySet<BlockType>): readonly SlackBlock[] {
  return rejects.has('markdown') ? markdownSections(source) : markdownParts(source).map((text) => ({ type: 'markdown', text }));
}

/** Words that are too long for a picture's description stand under it. */
function picture(alt: string, { imageFile, rejects }: PieceOptions): readonly SlackBlock[] {
  const words = plain(alt).trim();
  if (imageFile === null || rejects.has('image')) return contextBlocks([textAtom(words)]);
  const fits = words.length <= LIMITS.imageAlt.most && words !== '';
  const image: SlackBlock = { type: 'image', slack_file: { id: imageFile }, alt_text: fits ? words : '…' };
  return fits ? [image] : [image, ...contextBlocks([textAtom(words)])];
}
