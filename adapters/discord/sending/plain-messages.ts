/** A card without any buttons: what is left when Discord refuses everything else. What its buttons do can be said in words. */
import { type APIComponentInContainer, ComponentType } from 'discord.js';
import type { Card } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { cardText } from '../../../src/cards/text.ts';
import { splitText } from '../../../src/chat/text/split-text.ts';
import { hasLetters } from '../components/atoms.ts';
import type { Notified } from '../components/discord-message.ts';
import { escapeText } from '../components/escape.ts';
import { namingIn, notifiedBy } from '../components/naming.ts';
import type { OutgoingMessage } from './outgoing.ts';

/** Escaping makes it more, of 4,000. */
const PART = 1_500;
/** Of those who are called there are seldom more than two; so many stand in one message with a part. */
const MOST_CALLED = 20;

/** The first one calls whom the card calls. `guild`: whose id is also that of the role of all its members. */
export function plainMessages(card: Card, guild: string): readonly OutgoingMessage[] {
  const all = notifiedBy(card, namingIn(guild));
  const called = { users: all.users.slice(0, MOST_CALLED), roles: all.roles.slice(0, MOST_CALLED) };
  const texts = splitText(plain(cardText(card)), PART).filter(hasLetters);
  return (texts.length === 0 ? ['…'] : texts).map((text, part) => message(text, part === 0 ? called : NOBODY));
}

const NOBODY: Notified = { users: [], roles: [] };

function message(text: string, notify: Notified): OutgoingMessage {
  const tokens = [...notify.users.map((id) => `<@${id}>`), ...notify.roles.map((id) => `<@&${id}>`)];
  const shown = (content: string): APIComponentInContainer => ({ type: ComponentType.TextDisplay, content });
  const components = [shown(escapeText(text)), ...(tokens.length === 0 ? [] : [shown(tokens.join(' '))])];
  return { components: [{ type: ComponentType.Container, components }], uploads: [], shows: [], notify, files: [], answers: null };
}
