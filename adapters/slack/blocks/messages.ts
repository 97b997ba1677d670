/** Puts the pieces of a card into messages, in order. The buttons come last and stay with what they are about. */
import { LIMITS } from '../limits.ts';
import { type Piece, piece } from './piece.ts';
import type { SlackBlock, SlackMessage } from './slack-message.ts';
import { weightOf } from './weight.ts';

export type Packed = Omit<SlackMessage, 'text'>;
export type Unit = readonly Piece[];

/** `units`: pieces that stay together. */
export function packed(units: readonly Unit[], actions: readonly SlackBlock[]): readonly Packed[] {
  const messages: Piece[][] = [[]];
  for (const unit of withButtons(units, actions)) {
    const current = messages.at(-1) ?? [];
    if (current.length === 0 || fits([...current, ...unit])) current.push(...unit);
    else messages.push([...announcing(current), ...unit]);
  }
  return messages.map((message) => ({ blocks: message.map(({ block }) => block), uploads: message.flatMap(({ uploads }) => uploads) }));
}

/** What is asked stands with the buttons that answer it. */
function withButtons(units: readonly Unit[], actions: readonly SlackBlock[]): readonly Unit[] {
  const buttons = actions.map((block) => piece(block));
  const asked = [...(units.at(-1) ?? []), ...buttons];
  return fits(asked) ? [...units.slice(0, -1), asked] : [...units, ...buttons.map((one) => [one])];
}

/** Takes the line that announces what follows off the end of a full message, where something else is left in it. */
function announcing(current: Piece[]): readonly Piece[] {
  return current.length > 1 && current.at(-1)?.leads ? current.splice(-1) : [];
}

function fits(pieces: readonly Piece[]): boolean {
  if (pieces.length > LIMITS.blocksPerMessage.most) return false;
  if (pieces.filter(({ block }) => block.type === 'plan').length > 1) return false;
  const markdown = pieces.reduce((sum, { block }) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
  if (markdown > LIMITS.markdownPerMessage.most) return false;
  return pieces.reduce((sum, { block }) => sum + weightOf(block), 0) <= LIMITS.messageWeight.most;
}
