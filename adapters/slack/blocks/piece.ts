/** A block of a card on its way into a message. */
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { SlackBlock } from './slack-message.ts';

export interface Piece {
  readonly block: SlackBlock;
  readonly uploads: readonly Upload[];
  /** It announces what follows: it should not be the last thing in a message. */
  readonly leads: boolean;
}

export function piece(block: SlackBlock, leads = false): Piece {
  return { block, uploads: [], leads };
}
