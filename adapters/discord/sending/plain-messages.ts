/** A card without any buttons: what is left when Discord refuses everything else. What its buttons do can be said in words. */
import { ComponentType } from 'discord.js';
import type { Card } from '../../../src/cards/card.ts';
import { cardText } from '../../../src/cards/text.ts';
import { splitText } from '../../../src/chat/text/split-text.ts';
import { escapeText } from '../components/escape.ts';
import type { OutgoingMessage } from './outgoing.ts';

/** Escaping makes it more, of 4,000. */
const PART = 1_500;

export function plainMessages(card: Card): readonly OutgoingMessage[] {
  return splitText(cardText(card), PART).map((text) => ({
    components: [{ type: ComponentType.Container, components: [{ type: ComponentType.TextDisplay, content: escapeText(text) }] }],
    uploads: [],
    shows: [],
    notify: { users: [], roles: [] },
    files: [],
    answers: null,
  }));
}
