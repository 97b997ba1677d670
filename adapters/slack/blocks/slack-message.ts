/** A Slack message as it is sent, and the types of blocks in it. */
import type { types } from '@slack/bolt';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';

export type SlackBlock = types.KnownBlock;

/** What a workspace can refuse. `task_card` goes with `plan`. */
export type BlockType = SlackBlock['type'];

export interface SlackMessage {
  /** For notifications and for clients that show no blocks: escaped, short. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** Files that this message names. */
  readonly uploads: readonly Upload[];
}
