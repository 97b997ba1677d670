/**
 * Everything that Slack delivers and Baton acts on, as a closed union: what is kept until it is done. Ids and what people
 * wrote, never a token, a trigger or a response address (those are `Live`, and die with the process).
 */
import { z } from 'zod';
import { channelId, personId, threadId } from '../../../src/engine/ids.ts';

const id = z.string().regex(/^[A-Za-z0-9]{1,40}$/u);
const user = id.transform(personId);
const channel = id.transform(channelId);
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/u);
const thread = ts.transform(threadId);
/** Slack cuts a message at 40,000 characters; escapes make it longer. */
const text = z.string().max(200_000);

const file = z.object({
  id,
  name: z.string().max(1_000),
  /** Bytes; null where Slack does not say. */
  size: z.number().nullable(),
  mimetype: z.string().max(200),
  url: z.string().max(3_000).nullable(),
});

/** What a view sends back, as the modals read it. */
const view = z.object({ callback_id: z.string().max(300), private_metadata: z.string().max(3_100), state: z.object({ values: z.unknown() }) });

/** `at`: the message, the channel and the thread that it belongs to. `thread` null: it stands in the channel itself. */
const message = { channel, user, ts, thread: thread.nullable(), text, files: z.array(file).max(50) };

export const receivedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string().max(40), text, channel, user }),
  /** Baton is named in it, or it was said to Baton alone. */
  z.object({
    kind: z.literal('mention'),
    ...message,
    direct: z.boolean(),
    /** It came as a mention and without files: the message itself may have some. */
    filesUnsaid: z.boolean().optional(),
  }),
  /** In a thread, without naming Baton. */
  z.object({ kind: z.literal('reply'), ...message, thread, direct: z.boolean() }),
  /** `user` pressed it on somebody's message. */
  z.object({
    kind: z.literal('shortcut'),
    callback: z.string().max(300),
    channel,
    user,
    ts,
    thread: thread.nullable(),
    text,
    files: z.array(file).max(50),
    author: user.nullable(),
  }),
  z.object({
    kind: z.literal('pressed'),
    action: z.string().max(300),
    value: z.string().max(2_100),
    user,
    /** Null: on the App Home or in a modal. */
    channel: channel.nullable(),
    message: ts.nullable(),
    thread: thread.nullable(),
    /** The modal that it stands in; null: none. */
    view: z.string().max(60).nullable(),
  }),
  z.object({ kind: z.literal('submitted'), user, view }),
  z.object({ kind: z.literal('home-opened'), user }),
  z.object({ kind: z.literal('session-stopped'), user, channel, thread }),
  /** The author's edit of a message that a run began with. */
  z.object({ kind: z.literal('message-edited'), user, channel, ts, thread: thread.nullable() }),
  /** `tombstone`: there were replies, and the thread goes on below it. */
  z.object({ kind: z.literal('message-deleted'), channel, ts, thread: thread.nullable(), tombstone: z.boolean() }),
  z.object({ kind: z.literal('channel-changed'), channel, change: z.enum(['archived', 'unarchived', 'deleted']) }),
  /** Baton itself. */
  z.object({ kind: z.literal('membership'), channel, change: z.enum(['joined', 'left']), by: user.nullable() }),
  z.object({ kind: z.literal('uninstalled') }),
  z.object({ kind: z.literal('tokens-revoked') }),
]);

export type Received = Readonly<z.infer<typeof receivedSchema>>;
export type ReceivedOf<Kind extends Received['kind']> = Extract<Received, { kind: Kind }>;
export type ReceivedFile = Readonly<z.infer<typeof file>>;

/** What came with it and is good for a moment only. */
export interface Live {
  /** Opens a modal within three seconds. */
  readonly trigger: string | null;
  /** Answers privately, where Baton need not be: five times in half an hour. */
  readonly responseUrl: string | null;
}

export const NOT_LIVE: Live = { trigger: null, responseUrl: null };
