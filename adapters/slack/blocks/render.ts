/** A card as Slack messages: native blocks within Slack's limits, in order, nothing cut. The same card gives the same messages. */
import type { Card } from '../../../src/cards/card.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import { LIMITS } from '../limits.ts';
import { actionBlocks } from './actions.ts';
import type { Atom } from './atoms.ts';
import { cardPieces } from './card-pieces.ts';
import { contextBlocks } from './line-blocks.ts';
import { mentionedIn, mentionText } from './mentioned-in.ts';
import { type Mentions, mentionsOf, type Often } from './mentions.ts';
import { type Packed, packed, type Unit } from './messages.ts';
import { notificationOf, numbered } from './notification.ts';
import { type Piece, piece } from './piece.ts';
import type { BlockType, SlackMessage } from './slack-message.ts';

export interface RenderOptions {
  /** Slack's file id of the plan picture; without it the picture's words are shown. */
  readonly imageFile?: string | null;
  /** Block types that this workspace refused: then sections. */
  readonly rejects: ReadonlySet<BlockType>;
  /** Names of those who are not mentioned; without one the id stands there. */
  readonly names?: ReadonlyMap<PersonId | GroupId, string>;
}

export function renderCard(card: Card, options: RenderOptions): readonly SlackMessage[] {
  const messages = inMessages(card, options, new Map());
  const notification = notificationOf(card, mentionsOf(card, options.names ?? new Map(), new Map()));
  return messages.map((message, index) => ({
    text: withMentions(numbered(notification, index, messages.length), mentionedIn(message.blocks)),
    ...message,
  }));
}

/** As many as the text has room for; the blocks mention all. */
function withMentions(text: string, ids: readonly string[]): string {
  return ids
    .map((id) => ` ${mentionText(id)}`)
    .reduce((whole, mention) => (whole.length + mention.length > LIMITS.sectionText.most ? whole : whole + mention), text);
}

/** The first message notifies: whom a later one mentions as well is mentioned less often, until it is the first one only. */
function inMessages(card: Card, options: RenderOptions, often: ReadonlyMap<string, Often>): readonly Packed[] {
  const mentions = mentionsOf(card, options.names ?? new Map(), often);
  const pieces = cardPieces(card, { imageFile: options.imageFile ?? null, rejects: options.rejects, mentions });
  const messages = packed(withUnnamed(pieces, mentions), actionBlocks(card.actions));
  const again = messages
    .slice(1)
    .flatMap(({ blocks }) => mentionedIn(blocks))
    .filter((id) => often.get(id) !== 'never');
  if (again.length === 0) return messages;
  return inMessages(card, options, new Map([...often, ...again.map((id) => [id, often.has(id) ? 'never' : 'once'] as const)]));
}

/** Those who are to be notified and whom no line names stand under the first block, or above it where it is a long one. */
function withUnnamed(groups: readonly (readonly Piece[])[], mentions: Mentions): readonly Unit[] {
  const atoms = mentions.left().flatMap((atom, index): readonly Atom[] => (index === 0 ? [atom] : [textAtom(' '), atom]));
  const named = contextBlocks(atoms).map((block) => piece(block));
  const [first = [], ...others] = groups.filter((group) => group.length > 0);
  const [opening, ...rest] = first;
  if (opening === undefined) return named.length > 0 ? [named] : [];
  const unit = rest.length > 0 ? [...named, opening] : [opening, ...named];
  return [unit, ...[...rest, ...others.flat()].map((one) => [one])];
}
