/** Messages of people: new ones, their edits, their end. What Baton says itself, other bots and Discord's own notes are no news. */
import { GatewayDispatchEvents, MessageType } from 'discord.js';
import { z } from 'zod';
import { type MemberSaid, memberSaidOf } from '../people/index.ts';
import { snowflakeTime } from '../sending/snowflake.ts';
import { readFiles } from './attached.ts';
import type { Incoming, OwnUser } from './incoming.ts';
import { messageDeliveryId } from './message-id.ts';
import { namesIn } from './names-in.ts';
import { DIRECT, delivery } from './raw.ts';
import { snowflake } from './received.ts';

/** Several, where many messages were deleted at once. */
export function readMessageEvent(type: string, payload: unknown, own: OwnUser): readonly Incoming[] {
  switch (type) {
    case GatewayDispatchEvents.MessageCreate:
      return [said(payload, own)];
    case GatewayDispatchEvents.MessageUpdate:
      return [edited(payload)];
    case GatewayDispatchEvents.MessageDelete:
    case GatewayDispatchEvents.MessageDeleteBulk:
      return deleted(payload);
    default:
      return [nothing(type)];
  }
}

function nothing(what: string): Incoming {
  return { kind: 'unsupported', what };
}

const authorSchema = z.looseObject({ id: z.string(), bot: z.boolean().optional(), system: z.boolean().optional() });

const messageSchema = z.object({
  id: z.string(),
  type: z.int().default(MessageType.Default),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  webhook_id: z.string().optional(),
  author: authorSchema,
  member: z.unknown().optional(),
  content: z.string().default(''),
  attachments: z.unknown().optional(),
  mentions: z.array(z.unknown()).max(200).default([]),
  referenced_message: z.looseObject({ id: z.string(), author: z.looseObject({ id: z.string() }).optional() }).nullish(),
});

type Message = z.infer<typeof messageSchema>;

/** Messages in which people speak; the others tell of threads, pins and boosts. */
const SPOKEN: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply]);

function said(payload: unknown, own: OwnUser): Incoming {
  const read = messageSchema.safeParse(payload);
  if (!read.success || !isPersons(read.data)) return nothing('message');
  return messageOf(read.data, own) ?? nothing('message');
}

function isPersons({ type, webhook_id, author }: Message): boolean {
  return SPOKEN.has(type) && webhook_id === undefined && author.bot !== true && author.system !== true;
}

function messageOf(
  { id, channel_id, guild_id, author, member, content: written, attachments, mentions, referenced_message: on }: Message,
  { botId, isOwnRole }: OwnUser,
): Incoming | null {
  const common = { id: messageDeliveryId(id), asked: null };
  if (guild_id === undefined) return direct(id, author.id);
  const files = readFiles(attachments);
  const content = written.replace(ROLES, (whole, role: string) => (isOwnRole(role) ? `<@${botId}>` : whole));
  const body = { user: author.id, at: channel_id, message: id, text: content, names: namesIn({ mentions }), files };
  const who = { ...common, tenant: guild_id, said: saidOf(author, member) };
  if (content.includes(`<@${botId}>`) || content.includes(`<@!${botId}>`)) return delivery({ ...who, body: { kind: 'mention', ...body } });
  // Without the intent Discord leaves out what was written.
  if (content.trim() === '' && files.length === 0) return null;
  return delivery({ ...who, body: { kind: 'reply', ...body, on: on?.author?.id === botId ? on.id : null } });
}

const ROLES = /<@&(\d{1,20})>/gu;

/** Answered once an hour: whoever writes without end has an answer. */
function direct(message: string, user: string): Incoming | null {
  if (!snowflake.safeParse(message).success) return null;
  const hour = Math.floor(snowflakeTime(message) / HOUR_MS);
  return delivery({ id: `direct:${user}:${hour}`, asked: null, tenant: DIRECT, body: { kind: 'direct', user }, said: null });
}

const HOUR_MS = 60 * 60 * 1000;

function saidOf(author: unknown, member: unknown): MemberSaid | null {
  try {
    return memberSaidOf(author, member);
  } catch {
    // Then Discord is asked.
    return null;
  }
}

const editedSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string(),
  webhook_id: z.undefined().optional(),
  edited_timestamp: z.string(),
  author: authorSchema,
});

/** Previews of links change a message too: only what its author changed has a time. */
function edited(payload: unknown): Incoming {
  const read = editedSchema.safeParse(payload);
  if (!read.success || read.data.author.bot === true) return nothing('message edit');
  const { id, channel_id, guild_id, edited_timestamp, author } = read.data;
  const body = { kind: 'message-edited', user: author.id, at: channel_id, message: id };
  return delivery({ tenant: guild_id, id: `edit:${id}:${edited_timestamp.slice(0, 40)}`, body, asked: null, said: null });
}

const deletedSchema = z.object({ id: z.string().optional(), ids: z.array(z.string()).max(200).default([]), channel_id: z.string(), guild_id: z.string() });

function deleted(payload: unknown): readonly Incoming[] {
  const read = deletedSchema.safeParse(payload);
  if (!read.success) return [nothing('message deletion')];
  const { id, ids, channel_id, guild_id } = read.data;
  return [...(id === undefined ? [] : [id]), ...ids].map((message) =>
    delivery({ tenant: guild_id, id: `deleted:${message}`, body: { kind: 'message-deleted', at: channel_id, message }, asked: null, said: null }),
  );
}
