/** Messages come, change and go: for people, for those who are notified, and for the app that hears of it. */

import { hearMessage } from '../delivery/message-events.ts';
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import { withIds } from './block-ids.ts';
import { notify } from './notify.ts';
import { type Channel, type Message, repliesTo, type Workspace } from './workspace.ts';

export interface NewMessage {
  readonly user: string;
  readonly botId?: string | null;
  readonly text: string;
  readonly blocks?: readonly Loose[];
  readonly metadata?: Loose | null;
  readonly files?: readonly string[];
  readonly thread?: string | null;
  readonly onlyFor?: string | null;
  readonly subtype?: string | null;
  readonly broadcast?: boolean;
  readonly clientMsgId?: string | null;
}

/** What the app heard of it resolves with the first delivery. */
export function post(server: Server, workspace: Workspace, channel: Channel, given: NewMessage): { readonly message: Message; readonly heard: Promise<void> } {
  const message: Message = {
    ts: server.world.ids.ts(),
    channel: channel.id,
    thread: given.thread ?? null,
    user: given.user,
    botId: given.botId ?? null,
    text: given.text,
    blocks: withIds(server.world.ids, given.blocks ?? []),
    metadata: given.metadata ?? null,
    files: given.files ?? [],
    editedTs: null,
    subtype: given.subtype ?? null,
    onlyFor: given.onlyFor ?? null,
    tombstone: false,
    broadcast: given.broadcast ?? false,
    clientMsgId: given.clientMsgId ?? null,
    reactions: new Map(),
  };
  channel.messages.set(message.ts, message);
  notify(server.world, workspace, channel, message);
  const heard = message.onlyFor === null ? hearMessage(server, workspace, channel, { kind: 'posted', message }) : Promise.resolve();
  return { message, heard };
}

export interface Change {
  readonly text?: string;
  readonly blocks?: readonly Loose[];
  readonly metadata?: Loose | null;
  readonly files?: readonly string[];
}

export function change(server: Server, workspace: Workspace, channel: Channel, message: Message, to: Change): Promise<void> {
  const before = { ...message };
  if (to.text !== undefined) message.text = to.text;
  if (to.blocks !== undefined) message.blocks = withIds(server.world.ids, to.blocks);
  if (to.metadata !== undefined) message.metadata = to.metadata;
  if (to.files !== undefined) message.files = to.files;
  message.editedTs = server.world.ids.ts();
  return message.onlyFor === null ? hearMessage(server, workspace, channel, { kind: 'changed', message, before }) : Promise.resolve();
}

/** A root with replies stays as a tombstone; anything else is gone. */
export function remove(server: Server, workspace: Workspace, channel: Channel, message: Message): Promise<void> {
  const before = { ...message };
  if (message.thread === null && repliesTo(channel, message.ts).length > 0) {
    message.tombstone = true;
    message.blocks = [];
    message.text = '';
    message.files = [];
    message.metadata = null;
    return hearMessage(server, workspace, channel, { kind: 'changed', message, before });
  }
  channel.messages.delete(message.ts);
  return message.onlyFor === null ? hearMessage(server, workspace, channel, { kind: 'deleted', message: before }) : Promise.resolve();
}
