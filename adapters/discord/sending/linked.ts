/** A reminder's way back to its question: a button that leads to the thread. It is answered there, where it is known who may. */
import { type APIComponentInContainer, ButtonStyle, ComponentType } from 'discord.js';
import { OPEN_THREAD } from '../../../src/cards/thread-link.ts';
import { weightOf } from '../components/weight.ts';
import { LIMITS } from '../limits.ts';
import type { OutgoingMessage } from './outgoing.ts';

export function linked(messages: readonly OutgoingMessage[], url: string): readonly OutgoingMessage[] {
  const last = messages.at(-1);
  if (!last) return messages;
  const [container] = last.components;
  const together = { ...container, components: [...container.components, row(url)] };
  const { components, text } = weightOf(together);
  return components <= LIMITS.componentsPerMessage.most && text <= LIMITS.messageText.most
    ? [...messages.slice(0, -1), { ...last, components: [together] }]
    : [...messages, { ...last, components: [{ ...container, components: [row(url)] }], uploads: [], shows: [], files: [], notify: { users: [], roles: [] } }];
}

function row(url: string): APIComponentInContainer {
  return { type: ComponentType.ActionRow, components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label: OPEN_THREAD, url }] };
}
