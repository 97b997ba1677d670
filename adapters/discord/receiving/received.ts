/**
 * Everything that Discord delivers and Baton acts on, as a closed union: what is kept until it is done. Ids and what people
 * wrote, never an interaction's token (that is `Live`, and dies with the process).
 */
import { z } from 'zod';
import { channelId, personId, threadId, workflowId } from '../../../src/engine/ids.ts';
import type { MemberSaid } from '../people/index.ts';
import type { Answer } from './answer.ts';

export const snowflake = z.string().regex(/^[1-9]\d{0,19}$/u);
const user = snowflake.transform(personId);
const channel = snowflake.transform(channelId);
const thread = snowflake.transform(threadId);
/** 4,000 is what people with Nitro can send; a command's option takes 6,000. */
const text = z.string().max(12_000);
/** What people and places that a text names are called, as far as Discord said it. */
const names = z.record(z.string().max(30), z.string().max(200));

const file = z.object({
  id: snowflake,
  name: z.string().max(1_000),
  /** Bytes. */
  size: z.number().nullable(),
  url: z.string().max(3_000),
});
const files = z.array(file).max(50);

/** Where an interaction comes from: `thread` null: from the channel itself. */
const where = { user, channel, thread: thread.nullable() };
/** Where a message stands: a channel or a thread, Discord does not say which. */
const message = { user, at: channel, message: snowflake, text, names, files };

const value = z.union([z.string().max(12_000), z.number(), z.boolean()]);

export const receivedSchema = z.discriminatedUnion('kind', [
  /** `name` with its subcommands: `baton settings set`. */
  z.object({ kind: z.literal('command'), ...where, name: z.string().max(120), options: z.record(z.string().max(40), value), files, names }),
  /** From the menu of somebody's message. */
  z.object({
    kind: z.literal('menu'),
    ...where,
    name: z.string().max(40),
    message: snowflake,
    text,
    names,
    files,
  }),
  z.object({
    kind: z.literal('pressed'),
    ...where,
    customId: z.string().max(100),
    values: z.array(z.string().max(200)).max(30),
    message: snowflake,
    /** Only they see the message. */
    alone: z.boolean(),
  }),
  z.object({ kind: z.literal('submitted'), ...where, customId: z.string().max(100), components: z.unknown(), files }),
  /** Baton is named in it. */
  z.object({ kind: z.literal('mention'), ...message }),
  /** Without naming Baton. `on`: the message of Baton's that it replies to, where it says so. */
  z.object({ kind: z.literal('reply'), ...message, on: snowflake.nullable() }),
  /** To Baton alone. */
  z.object({ kind: z.literal('direct'), user }),
  z.object({ kind: z.literal('message-edited'), user, at: channel, message: snowflake }),
  z.object({ kind: z.literal('message-deleted'), at: channel, message: snowflake }),
  /** Of Baton's own: words that a run took as context from one moment to another are to be told. `to`: one message that is answered with it. */
  z.object({
    kind: z.literal('words-taken'),
    channel,
    thread: thread.nullable(),
    workflow: z.string().max(100).transform(workflowId),
    from: z.number(),
    until: z.number(),
    to: snowflake.nullable(),
  }),
]);

export type Received = Readonly<z.infer<typeof receivedSchema>>;
export type ReceivedOf<Kind extends Received['kind']> = Extract<Received, { kind: Kind }>;
export type ReceivedFile = Readonly<z.infer<typeof file>>;

/** What came with it and is good for a moment only. */
export interface Live {
  /** Of an interaction. */
  readonly answer: Answer | null;
  /** Discord's word on whoever did it, at that moment. */
  readonly said: MemberSaid | null;
}

export const NOT_LIVE: Live = { answer: null, said: null };
