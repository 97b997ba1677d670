/** A thread, or a channel, as one person sees it: who said what, what can be used there, and what only they see. */
import type { Loose } from '../loose.ts';
import { allIn } from '../people/pressable.ts';
import type { Channel } from '../world/channel.ts';
import { FLAG, type Message } from '../world/message.ts';
import type { World } from '../world/world.ts';
import { componentLines } from './component-lines.ts';
import { type Live, liveIn } from './live.ts';
import { shownText } from './markdown.ts';

export interface Seen {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  readonly lines: readonly string[];
  /** The labels of what can be pressed. */
  readonly buttons: readonly string[];
  /** The placeholders of what can be chosen in. */
  readonly selects: readonly string[];
  readonly edited: boolean;
  /** "Baton is thinking..." */
  readonly thinking: boolean;
  /** Only the person who looks sees it. */
  readonly onlyYou: boolean;
  /** The names of files that are shown: a message of components shows only those that a component shows. */
  readonly files: readonly string[];
  readonly live: Live;
  readonly content: string;
  readonly components: readonly Loose[];
}

/** The message that a thread grew from is its first. `viewer` null: what everyone sees. */
export function seenThread(world: World, thread: Channel, viewer: string | null): Seen[] {
  const root = thread.thread ? world.channels.get(thread.parent ?? '')?.messages.get(thread.id) : undefined;
  return [...(root ? [seen(world, root)] : []), ...seenChannel(world, thread, viewer)];
}

export function seenChannel(world: World, channel: Channel, viewer: string | null): Seen[] {
  return [...channel.messages.values()]
    .filter((message) => message.type !== 21 && (message.onlyFor === null || message.onlyFor === viewer))
    .map((message) => seen(world, message));
}

export function seen(world: World, message: Message): Seen {
  const all = allIn(message.components);
  const usable = all.filter((one) => !one.disabled);
  return {
    id: message.id,
    channel: message.channel,
    author: world.users.get(message.author)?.globalName ?? message.author,
    lines: linesOf(world, message),
    buttons: usable.filter((one) => one.type === 2 && one.custom_id !== undefined).map((one) => one.label ?? one.emoji?.name ?? one.custom_id),
    selects: usable.filter((one) => [3, 5, 6, 7, 8].includes(one.type)).map((one) => one.placeholder ?? one.custom_id),
    edited: message.editedAt !== null,
    thinking: (message.flags & FLAG.loading) !== 0,
    onlyYou: message.onlyFor !== null,
    files: shownFiles(message).map((id) => world.files.get(id)?.name ?? id),
    live: liveIn(message.content, message.components),
    content: message.content,
    components: message.components,
  };
}

/** As it would be written down: the author, then the lines. */
export function rendered(messages: readonly Seen[]): string {
  return messages
    .map((message) =>
      [
        `${message.author}${message.edited ? ' (edited)' : ''}${message.onlyYou ? ' (only visible to you)' : ''}`,
        ...message.lines.map((line) => `  ${line}`.trimEnd()),
        ...message.files.filter((name) => !message.lines.some((line) => line.includes(`[file: ${name}]`))).map((name) => `  [file: ${name}]`),
      ].join('\n'),
    )
    .join('\n\n');
}

function linesOf(world: World, message: Message): string[] {
  if ((message.flags & FLAG.loading) !== 0) return ['thinking...'];
  if (message.type === 18) return [`started a thread: ${message.content}`];
  const content = message.content === '' ? [] : shownText(world, message.content).split('\n');
  const embeds = message.embeds.flatMap((one) => [one.title, one.description].filter(Boolean).flatMap((text: string) => shownText(world, text).split('\n')));
  return [...content, ...embeds, ...componentLines(world, message.components)];
}

function shownFiles(message: Message): readonly string[] {
  if ((message.flags & FLAG.componentsV2) === 0) return message.attachments;
  const shown = JSON.stringify(message.components);
  return message.attachments.filter((id) => shown.includes(`"attachment_id":"${id}"`));
}
