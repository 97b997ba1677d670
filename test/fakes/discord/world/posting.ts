/** A message comes to be, changes and goes, and the app hears of it. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import { type Channel, isThread } from './channel.ts';
import { mentionable, mentionsOf } from './mentions.ts';
import { FLAG, type Message } from './message.ts';
import { notify } from './notify.ts';
import { plainMessage } from './plain-message.ts';
import { settleComponents } from './settle-components.ts';
import { isHeard, tell } from './tell-message.ts';
import { changeThread, joinThread } from './threads.ts';

export interface Draft {
  readonly author: string;
  readonly content?: string;
  readonly embeds?: readonly Loose[];
  readonly components?: readonly Loose[];
  readonly flags?: number;
  readonly attachments?: readonly string[];
  readonly nonce?: string | number | null;
  readonly replyTo?: string | null;
  readonly onlyFor?: string | null;
  readonly interaction?: string | null;
  readonly type?: number;
  readonly allowed?: Loose;
  readonly id?: string;
}

export function post(server: Server, channel: Channel, draft: Draft): Message {
  const { world } = server;
  const content = draft.content ?? '';
  const message = plainMessage(world, {
    id: draft.id ?? world.ids.snowflake(),
    channel: channel.id,
    author: draft.author,
    type: draft.type ?? (draft.replyTo ? 19 : 0),
    content,
    embeds: draft.embeds ?? [],
    components: settleComponents(world, draft.components ?? [], draft.attachments ?? []),
    flags: draft.flags ?? 0,
    attachments: draft.attachments ?? [],
    nonce: draft.nonce ?? null,
    replyTo: draft.replyTo ?? null,
    onlyFor: draft.onlyFor ?? null,
    interaction: draft.interaction ?? null,
    mentions: mentionsOf(world, channel, draft.author, mentionable(content, draft.components ?? []), draft.allowed),
  });
  if (isThread(channel) && channel.thread.archived && message.onlyFor === null) changeThread(server, channel, { archived: false });
  channel.messages.set(message.id, message);
  if (isThread(channel) && message.onlyFor === null) for (const user of [message.author, ...message.mentions.users]) joinThread(server, channel, user);
  // A message that is only "thinking" notifies when it says something: nobody is called by it.
  notify(world, channel, message, draft.allowed?.replied_user ?? draft.allowed === undefined);
  tell(server, 'MESSAGE_CREATE', channel, message);
  return message;
}

export function change(server: Server, channel: Channel, message: Message, changed: Partial<Draft>): void {
  const { world } = server;
  if (changed.content !== undefined) message.content = changed.content;
  if (changed.embeds !== undefined) message.embeds = changed.embeds;
  if (changed.flags !== undefined) message.flags = changed.flags;
  if (changed.attachments !== undefined) message.attachments = changed.attachments;
  if (changed.components !== undefined) message.components = settleComponents(world, changed.components, message.attachments);
  if (changed.content !== undefined || changed.components !== undefined)
    message.mentions = mentionsOf(world, channel, message.author, mentionable(message.content, message.components), changed.allowed);
  message.editedAt = world.time.now();
  tell(server, 'MESSAGE_UPDATE', channel, message);
}

/** "Thinking" becomes an answer: the same message, and now it calls whom it calls. */
export function fulfil(server: Server, channel: Channel, message: Message, draft: Partial<Draft>): void {
  change(server, channel, message, { ...draft, flags: ((draft.flags ?? 0) | message.flags) & ~FLAG.loading });
  message.editedAt = null;
  if (message.onlyFor === null) notify(server.world, channel, message, false);
}

export function remove(server: Server, channel: Channel, message: Message): void {
  channel.messages.delete(message.id);
  if (message.onlyFor !== null || !isHeard(server, channel)) return;
  const intent = channel.kind === 'dm' ? 'DirectMessages' : 'GuildMessages';
  server.gateway.dispatch('MESSAGE_DELETE', { id: message.id, channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild }) }, intent);
}
