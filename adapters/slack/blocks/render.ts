/** A card as Slack messages: native blocks within Slack's limits, in order, nothing cut. The same card gives the same messages. */
import type { Card } from '../../../src/cards/card.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import type { BlockType, SlackMessage } from './slack-message.ts';

export interface RenderOptions {
  /** Where Baton's page is, without a slash at the end; null: files are named, not linked. */
  readonly publicUrl: string | null;
  /** Slack's file id of the plan picture; without it the picture's words are shown. */
  readonly imageFile?: string | null;
  /** Block types that this workspace refused: then sections. */
  readonly rejects: ReadonlySet<BlockType>;
  /** Names of those who are not mentioned; without one the id stands there. */
  readonly names?: ReadonlyMap<PersonId | GroupId, string>;
}

export declare function renderCard(card: Card, options: RenderOptions): readonly SlackMessage[];
