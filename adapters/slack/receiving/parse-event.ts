/** Events: messages, the App Home, channels, the installation. A message of Baton's own, or of another bot, is no news. */
import { z } from 'zod';
import { personId, tenantId } from '../../../src/engine/ids.ts';
import type { OwnUser, Raw } from './incoming.ts';
import { messageFiles } from './message-files.ts';
import { messageDeliveryId } from './message-id.ts';

const envelopeSchema = z.object({
  team_id: z.string().optional(),
  event_id: z.string(),
  authorizations: z.array(z.object({ team_id: z.string().nullable().optional() })).optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
});

type SlackEvent = z.infer<typeof envelopeSchema>['event'];

interface Envelope {
  readonly tenant: string;
  readonly id: string;
  readonly own: Awaited<ReturnType<OwnUser>>;
}

export async function readEvent(payload: unknown, own: OwnUser): Promise<Raw> {
  const read = envelopeSchema.safeParse(payload);
  if (!read.success) return { kind: 'unsupported', what: 'event' };
  const { event, event_id, team_id, authorizations } = read.data;
  // In a shared channel the event may be of another workspace: it is ours through the installation it was sent for.
  const tenant = authorizations?.[0]?.team_id ?? team_id;
  if (tenant === undefined) return { kind: 'unsupported', what: `${event.type} without a team` };
  const reader = READERS[event.type];
  const meaning = reader?.(event, { tenant, id: `event:${event_id}`, own: NEEDS_OWN.has(event.type) ? await own(tenantId(tenant)) : null });
  return meaning ?? { kind: 'unsupported', what: event.subtype === undefined ? event.type : `${event.type}.${event.subtype}` };
}

/** For these it matters who Baton is; the others are read also when no token is left. */
const NEEDS_OWN: ReadonlySet<string> = new Set(['app_mention', 'message', 'member_joined_channel', 'member_left_channel']);

/** Null: nothing that Baton acts on. */
type Reader = (event: SlackEvent, envelope: Envelope) => Raw | null;

const READERS: Readonly<Record<string, Reader | undefined>> = {
  app_mention: (event, envelope) => message(event, envelope),
  message: (event, envelope) => {
    if (event.subtype === 'message_changed') return changed(event, envelope);
    if (event.subtype === 'message_deleted') return deleted(event, envelope);
    return event.subtype === undefined || SPOKEN.has(event.subtype) ? message(event, envelope) : null;
  },
  app_home_opened: (event, { tenant, id }) => (event.tab === 'messages' ? null : { tenant, id, body: { kind: 'home-opened', user: event.user } }),
  agent_session_stopped: (event, { tenant, id }) => ({
    ...{ tenant, id },
    body: { kind: 'session-stopped', user: event.user, channel: event.channel, thread: event.thread_ts },
  }),
  channel_archive: (event, envelope) => channelChanged(event, envelope, 'archived'),
  group_archive: (event, envelope) => channelChanged(event, envelope, 'archived'),
  channel_unarchive: (event, envelope) => channelChanged(event, envelope, 'unarchived'),
  group_unarchive: (event, envelope) => channelChanged(event, envelope, 'unarchived'),
  channel_deleted: (event, envelope) => channelChanged(event, envelope, 'deleted'),
  group_deleted: (event, envelope) => channelChanged(event, envelope, 'deleted'),
  member_joined_channel: (event, envelope) => membership(event, envelope, 'joined'),
  member_left_channel: (event, envelope) => membership(event, envelope, 'left'),
  channel_left: (event, { tenant, id }) => ({ tenant, id, body: { kind: 'membership', channel: event.channel, change: 'left', by: event.actor_id ?? null } }),
  group_left: (event, { tenant, id }) => ({ tenant, id, body: { kind: 'membership', channel: event.channel, change: 'left', by: event.actor_id ?? null } }),
  app_uninstalled: (_, { tenant, id }) => ({ tenant, id, body: { kind: 'uninstalled' } }),
  tokens_revoked: (event, { tenant, id }) => (revokesBot(event) ? { tenant, id, body: { kind: 'tokens-revoked' } } : null),
  subteam_members_changed: (_, { tenant }) => ({ kind: 'people-changed', tenant: tenantId(tenant), user: null }),
  subteam_updated: (_, { tenant }) => ({ kind: 'people-changed', tenant: tenantId(tenant), user: null }),
  user_change: (event, { tenant }) => {
    const user = z.object({ id: z.string() }).safeParse(event.user);
    return user.success ? { kind: 'people-changed', tenant: tenantId(tenant), user: personId(user.data.id) } : null;
  },
};

/** Messages of people that come with a subtype. */
const SPOKEN: ReadonlySet<string> = new Set(['file_share', 'me_message', 'thread_broadcast']);

const messageSchema = z.object({
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.unknown().optional(),
});

const NAMING_ENDS = ['>', '|'] as const;

/** A mention arrives twice, as a mention and as a message of the channel: by its place and time it is one. */
function message(event: SlackEvent, { tenant, own }: Envelope): Raw | null {
  const read = messageSchema.safeParse(event);
  if (!read.success) return null;
  const { channel, channel_type, user, bot_id, text = '', ts, thread_ts, files } = read.data;
  if (user === undefined || bot_id !== undefined || user === own?.botUserId || user === 'USLACKBOT') return null;
  const direct = channel_type === 'im';
  const thread = thread_ts === undefined || thread_ts === ts ? null : thread_ts;
  const named = event.type === 'app_mention' || (own !== null && NAMING_ENDS.some((end) => text.includes(`<@${own.botUserId}${end}`)));
  const base = { channel, user, ts, thread, text, files: messageFiles(files), direct };
  const id = messageDeliveryId(channel, ts);
  if (named || (direct && thread === null))
    return { tenant, id, body: { kind: 'mention', ...base, ...(event.type === 'app_mention' && files === undefined && { filesUnsaid: true }) } };
  return thread === null ? null : { tenant, id, body: { kind: 'reply', ...base } };
}

const innerSchema = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().optional(),
  thread_ts: z.string().optional(),
});

/** Previews of links change a message too: only other words are an edit. Slack's tombstone is a deletion that left the thread. */
function changed(event: SlackEvent, { tenant, id }: Envelope): Raw | null {
  const read = z.object({ channel: z.string(), message: innerSchema, previous_message: innerSchema.optional() }).safeParse(event);
  if (!read.success) return null;
  const { channel, message: after, previous_message: before } = read.data;
  const at = { channel, ts: after.ts, thread: after.thread_ts === after.ts ? null : (after.thread_ts ?? null) };
  if (after.subtype === 'tombstone') return { tenant, id, body: { kind: 'message-deleted', ...at, tombstone: true } };
  if (after.bot_id !== undefined || after.user === undefined || before?.text === undefined || before.text === after.text) return null;
  return { tenant, id, body: { kind: 'message-edited', user: after.user, ...at } };
}

function deleted(event: SlackEvent, { tenant, id }: Envelope): Raw | null {
  const read = z.object({ channel: z.string(), deleted_ts: z.string(), previous_message: innerSchema.optional() }).safeParse(event);
  if (!read.success) return null;
  const { channel, deleted_ts: ts, previous_message: before } = read.data;
  const thread = before?.thread_ts === undefined || before.thread_ts === ts ? null : before.thread_ts;
  return { tenant, id, body: { kind: 'message-deleted', channel, ts, thread, tombstone: false } };
}

function channelChanged(event: SlackEvent, { tenant, id }: Envelope, change: 'archived' | 'unarchived' | 'deleted'): Raw {
  return { tenant, id, body: { kind: 'channel-changed', channel: event.channel, change } };
}

/** Others come and go without a word of Baton's; what is remembered of who is in a channel is short-lived. */
function membership(event: SlackEvent, { tenant, id, own }: Envelope, change: 'joined' | 'left'): Raw | null {
  if (own === null || event.user !== own.botUserId) return null;
  return { tenant, id, body: { kind: 'membership', channel: event.channel, change, by: event.inviter ?? null } };
}

/** People's own tokens are none of ours. */
function revokesBot(event: SlackEvent): boolean {
  const read = z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) }).safeParse(event);
  return read.success && (read.data.tokens.bot?.length ?? 0) > 0;
}
