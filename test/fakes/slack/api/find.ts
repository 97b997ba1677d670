/** What a call names, or the refusal that Slack gives when it is not there or not for this app. */
import { type Channel, isMember, type Message, type Person } from '../world/workspace.ts';
import type { Context } from './method.ts';
import { Refusal } from './refusal.ts';

/** A channel that the bot can see: private ones and direct messages only as a member. */
export function channelOf({ workspace, installed, args }: Context, id: unknown = args.channel): Channel {
  const channel = workspace.channels.get(String(id ?? ''));
  if (!channel) throw new Refusal('channel_not_found');
  if (channel.kind !== 'public' && !isMember(channel, installed.botUserId)) throw new Refusal('channel_not_found');
  return channel;
}

export function memberChannelOf(context: Context, id?: unknown): Channel {
  const channel = channelOf(context, id);
  if (!isMember(channel, context.installed.botUserId)) throw new Refusal('not_in_channel');
  return channel;
}

export function writableChannelOf(context: Context, id?: unknown): Channel {
  const channel = memberChannelOf(context, id);
  if (channel.archived) throw new Refusal('is_archived');
  return channel;
}

export function messageOf(channel: Channel, ts: unknown): Message {
  const message = channel.messages.get(String(ts ?? ''));
  if (!message || message.onlyFor !== null || message.tombstone) throw new Refusal('message_not_found');
  return message;
}

export function personOf({ workspace }: Context, id: unknown): Person {
  const person = workspace.people.get(String(id ?? ''));
  if (!person) throw new Refusal('user_not_found');
  return person;
}

/** The scope that reads this kind of channel: `channels:history`, `im:read` and so on. */
export function scopeFor(context: Context, what: 'history' | 'read' | 'write'): string {
  const kind = context.workspace.channels.get(String(context.args.channel ?? ''))?.kind ?? 'public';
  const family = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }[kind];
  return `${family}:${what}`;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string;
}

/** One page; the cursor is the place where the next begins. */
export function page<Item>(items: readonly Item[], args: { limit?: unknown; cursor?: unknown }, most: number): Page<Item> {
  const size = Math.min(most, Math.max(1, Number(args.limit) || 100));
  const from = args.cursor ? Number(Buffer.from(String(args.cursor), 'base64').toString('utf8').replace('next:', '')) : 0;
  if (!Number.isInteger(from)) throw new Refusal('invalid_cursor');
  const to = from + size;
  return { items: items.slice(from, to), next: to < items.length ? Buffer.from(`next:${to}`).toString('base64') : '' };
}
