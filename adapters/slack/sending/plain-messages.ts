/** A card without any blocks: what is left when a workspace refuses everything else. What its buttons do can be said in words. */
import type { Card } from '../../../src/cards/card.ts';
import { cardText } from '../../../src/cards/text.ts';
import { splitText } from '../../../src/chat/text/split-text.ts';
import { type GroupId, type PersonId, personId } from '../../../src/engine/ids.ts';
import { escapeMrkdwn } from '../blocks/escape.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';

/** An edit may have 4,000 characters; escaping makes them more. */
const PART = 2_000;

export function plainMessages(card: Card, names: ReadonlyMap<PersonId | GroupId, string>): readonly SlackMessage[] {
  const people = new Map([...names].map(([id, name]) => [personId(id), name]));
  return splitText(cardText(card, { names: people }), PART).map((text) => ({ text: escapeMrkdwn(text), blocks: [], uploads: [] }));
}
