/** Where people write: channels of a guild, forums, threads, and direct messages. */
import type { Message } from './message.ts';

export type ChannelKind = 'text' | 'announcement' | 'voice' | 'category' | 'forum' | 'public-thread' | 'private-thread' | 'dm';

/** The numbers of Discord's ChannelType. */
export const CHANNEL_TYPE: Readonly<Record<ChannelKind, number>> = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  'public-thread': 11,
  'private-thread': 12,
  forum: 15,
};

export interface Overwrite {
  /** 0: a role, 1: a member. */
  readonly type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  archiveChangedAt: number;
  autoArchiveMinutes: number;
  readonly members: Set<string>;
  tags: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly guild: string | null;
  name: string;
  /** Of a thread: the channel it is in. */
  readonly parent: string | null;
  readonly overwrites: Map<string, Overwrite>;
  readonly messages: Map<string, Message>;
  /** Of a thread: who opened it. */
  readonly ownerId: string | null;
  readonly thread: ThreadState | null;
  /** Of a direct message: the two. */
  readonly recipients: readonly string[];
  /** Of a forum. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly requiresTag: boolean;
}

export function isThread(channel: Channel): channel is Channel & { readonly thread: ThreadState; readonly parent: string } {
  return channel.thread !== null;
}

/** Whether messages can stand in it. */
export function takesMessages(channel: Channel): boolean {
  return channel.kind !== 'forum' && channel.kind !== 'category';
}
