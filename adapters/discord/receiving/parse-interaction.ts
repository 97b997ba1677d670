/** Commands, menus, clicks, submitted forms, and options that somebody types into. */
import { ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { z } from 'zod';
import { channelId, personId, tenantId } from '../../../src/engine/ids.ts';
import { type MemberSaid, memberSaidOf } from '../people/index.ts';
import type { Asked } from './answer.ts';
import { readFiles } from './attached.ts';
import type { Incoming } from './incoming.ts';
import { namesIn } from './names-in.ts';
import { delivery, type Raw, unreadable } from './raw.ts';

const baseSchema = z.object({
  id: z.string(),
  type: z.int(),
  token: z.string(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: z.object({ id: z.string(), type: z.int(), parent_id: z.string().nullish() }).optional(),
  member: z.looseObject({ user: z.looseObject({ id: z.string() }) }).optional(),
  message: z.looseObject({ id: z.string(), flags: z.int().optional() }).optional(),
  data: z.unknown(),
});

type Base = z.infer<typeof baseSchema>;

interface Context {
  readonly base: Base;
  readonly at: number;
  readonly user: string;
  readonly where: { readonly channel: string; readonly thread: string | null };
  readonly said: MemberSaid | null;
}

/** `at`: when it came in. */
export function readInteraction(payload: unknown, at: number): Incoming {
  const read = baseSchema.safeParse(payload);
  if (!read.success) return { kind: 'unsupported', what: 'interaction' };
  const base = read.data;
  const user = base.member?.user.id;
  if (base.guild_id === undefined || base.member === undefined || user === undefined) {
    return base.type === InteractionType.ApplicationCommandAutocomplete ? unknown(base, at) : { kind: 'outside', asked: asked(base, at) };
  }
  const where = whereOf(base);
  const reader = READERS[base.type];
  if (where === null || reader === undefined) return unknown(base, at);
  return reader({ base, at, user, where, said: saidOf(base.member) }, tenantId(base.guild_id)) ?? unknown(base, at);
}

/** Whoever types waits for suggestions only. */
function unknown(base: Base, at: number): Incoming {
  return unreadable(base.type === InteractionType.ApplicationCommandAutocomplete ? null : asked(base, at), `interaction ${base.type}`);
}

/** Types of channels that are threads: of announcements, public and private ones. */
const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);

function whereOf({ channel, channel_id }: Base): Context['where'] | null {
  if (channel === undefined) return channel_id === undefined ? null : { channel: channel_id, thread: null };
  if (!THREADS.has(channel.type)) return { channel: channel.id, thread: null };
  return channel.parent_id == null ? null : { channel: channel.parent_id, thread: channel.id };
}

function saidOf(member: NonNullable<Base['member']>): MemberSaid | null {
  try {
    return memberSaidOf(member.user, member);
  } catch {
    // Then Discord is asked.
    return null;
  }
}

function asked({ id, token, type, message }: Base, at: number): Asked {
  const kind = type === InteractionType.MessageComponent ? 'component' : type === InteractionType.ModalSubmit ? 'form' : 'command';
  return { id, token, at, kind: kind === 'form' && message !== undefined ? 'form-on-message' : kind };
}

/** Null: not as such an interaction is. */
type Reader = (context: Context, tenant: ReturnType<typeof tenantId>) => Incoming | null;

const READERS: Readonly<Record<number, Reader | undefined>> = {
  [InteractionType.ApplicationCommand]: (context) => command(context),
  [InteractionType.ApplicationCommandAutocomplete]: (context, tenant) => typing(context, tenant),
  [InteractionType.MessageComponent]: (context) => pressed(context),
  [InteractionType.ModalSubmit]: (context) => submitted(context),
};

interface Option {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean | undefined;
  readonly focused?: boolean | undefined;
  readonly options?: readonly Option[] | undefined;
}

const optionSchema: z.ZodType<Option> = z.object({
  name: z.string(),
  type: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
  get options() {
    return z.array(optionSchema).max(25).optional();
  },
});

const commandSchema = z.object({
  name: z.string(),
  type: z.int(),
  target_id: z.string().optional(),
  options: z.array(optionSchema).max(25).optional(),
  resolved: z.looseObject({ messages: z.record(z.string(), z.unknown()).optional(), attachments: z.record(z.string(), z.unknown()).optional() }).optional(),
});

function command(context: Context): Incoming | null {
  const read = commandSchema.safeParse(context.base.data);
  if (!read.success) return null;
  const { name, type, target_id, options = [], resolved } = read.data;
  if (type === ApplicationCommandType.Message) return target_id === undefined ? null : menu(context, name, target_id, resolved?.messages?.[target_id]);
  if (type !== ApplicationCommandType.ChatInput) return null;
  const { line, leaves } = inside(name, options);
  const ids = leaves.filter((leaf) => leaf.type === ATTACHMENT).map(({ value }) => resolved?.attachments?.[String(value)]);
  return of(context, {
    kind: 'command',
    name: line,
    options: Object.fromEntries(leaves.filter((leaf) => leaf.type !== ATTACHMENT && leaf.value !== undefined).map((leaf) => [leaf.name, leaf.value])),
    files: readFiles(ids),
    names: namesIn(resolved),
  });
}

/** `ApplicationCommandOptionType`: a subcommand, a group of them, a file. */
const NESTED: ReadonlySet<number> = new Set([1, 2]);
const ATTACHMENT = 11;

function inside(name: string, options: readonly Option[]): { readonly line: string; readonly leaves: readonly Option[] } {
  const [only] = options;
  return only !== undefined && NESTED.has(only.type) ? inside(`${name} ${only.name}`, only.options ?? []) : { line: name, leaves: options };
}

const targetSchema = z.object({ content: z.string().default(''), attachments: z.unknown().optional(), mentions: z.unknown().optional() });

function menu(context: Context, name: string, message: string, target: unknown): Incoming | null {
  const read = targetSchema.safeParse(target);
  if (!read.success) return null;
  const { content, attachments, mentions } = read.data;
  return of(context, { kind: 'menu', name, message, text: content, names: namesIn({ mentions }), files: readFiles(attachments) });
}

const pressedSchema = z.object({ custom_id: z.string(), component_type: z.int(), values: z.array(z.string()).optional() });
const EPHEMERAL = 64;
/** Buttons, and lists whose entries are ours. */
const OURS: ReadonlySet<number> = new Set([ComponentType.Button, ComponentType.StringSelect]);

function pressed(context: Context): Incoming | null {
  const read = pressedSchema.safeParse(context.base.data);
  const { message } = context.base;
  if (!read.success || message === undefined || !OURS.has(read.data.component_type)) return null;
  const { custom_id, values = [] } = read.data;
  return of(context, { kind: 'pressed', customId: custom_id, values, message: message.id, alone: ((message.flags ?? 0) & EPHEMERAL) !== 0 });
}

const submittedSchema = z.object({
  custom_id: z.string(),
  components: z.array(z.unknown()).max(20),
  resolved: z.looseObject({ attachments: z.record(z.string(), z.unknown()).optional() }).optional(),
});

function submitted(context: Context): Incoming | null {
  const read = submittedSchema.safeParse(context.base.data);
  if (!read.success) return null;
  const { custom_id, components, resolved } = read.data;
  return of(context, { kind: 'submitted', customId: custom_id, components, files: readFiles(Object.values(resolved?.attachments ?? {})) });
}

function typing({ base, user, where, said }: Context, tenant: ReturnType<typeof tenantId>): Incoming | null {
  const read = commandSchema.safeParse(base.data);
  if (!read.success) return null;
  const { line, leaves } = inside(read.data.name, read.data.options ?? []);
  const focused = leaves.find((leaf) => leaf.focused === true);
  if (focused === undefined) return null;
  const others = leaves.flatMap(({ name, value }): [string, string | number | boolean][] =>
    value === undefined || name === focused.name ? [] : [[name, value]],
  );
  return {
    ...{ kind: 'typing', tenant, id: base.id, token: base.token, user: personId(user), channel: channelId(where.channel), said },
    ...{ command: line, option: focused.name, typed: String(focused.value ?? ''), others: Object.fromEntries(others) },
  };
}

function of({ base, at, user, where, said }: Context, body: Raw['body']): Incoming {
  return delivery({
    tenant: base.guild_id ?? '',
    id: `interaction:${base.id}`,
    body: { ...body, user, ...where },
    asked: asked(base, at),
    said,
  });
}
