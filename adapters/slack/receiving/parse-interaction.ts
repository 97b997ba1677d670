/** Clicks, submitted modals, shortcuts, and selects that ask for their options. */
import { z } from 'zod';
import { personId, tenantId } from '../../../src/engine/ids.ts';
import { digest } from './digest.ts';
import type { Raw } from './incoming.ts';
import { messageFiles } from './message-files.ts';

const baseSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  view: z.object({ app_installed_team_id: z.string().nullish(), team_id: z.string().nullish() }).nullish(),
});

type Base = z.infer<typeof baseSchema>;

export function readInteraction(type: string, payload: unknown): Raw {
  const base = baseSchema.safeParse(payload);
  const reader = READERS[type];
  if (!base.success || reader === undefined) return { kind: 'unsupported', what: type };
  const { team, view } = base.data;
  // The workspace that Baton is installed in, where the person is of another one.
  const tenant = view?.app_installed_team_id ?? team?.id ?? view?.team_id ?? null;
  return (tenant === null ? null : reader(payload, base.data, tenant)) ?? { kind: 'unsupported', what: type };
}

type Reader = (payload: unknown, base: Base, tenant: string) => Raw | null;

const READERS: Readonly<Record<string, Reader | undefined>> = {
  block_actions: pressed,
  view_submission: submitted,
  message_action: shortcut,
  block_suggestion: options,
};

const actionSchema = z.object({
  action_id: z.string(),
  action_ts: z.string().optional(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const pressedSchema = z.object({
  actions: z.array(actionSchema).min(1),
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional(), channel_id: z.string().optional() }).nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
  view: z.object({ id: z.string(), type: z.string().optional() }).nullish(),
});

function pressed(payload: unknown, base: Base, tenant: string): Raw | null {
  const read = pressedSchema.safeParse(payload);
  const [action] = read.data?.actions ?? [];
  if (!read.success || !action) return null;
  const { channel, container, message, view } = read.data;
  return {
    tenant,
    id: idOf('press', base, `${base.user.id}:${action.action_id}:${action.action_ts}`),
    body: {
      kind: 'pressed',
      action: action.action_id,
      value: action.value ?? action.selected_option?.value ?? '',
      user: base.user.id,
      channel: channel?.id ?? container?.channel_id ?? null,
      message: message?.ts ?? container?.message_ts ?? null,
      thread: message?.thread_ts ?? container?.thread_ts ?? null,
      view: view?.type === 'modal' ? view.id : null,
    },
    live: live(base),
  };
}

const submittedSchema = z.object({
  view: z.object({
    id: z.string(),
    hash: z.string().optional(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.unknown() }),
  }),
});

function submitted(payload: unknown, base: Base, tenant: string): Raw | null {
  const read = submittedSchema.safeParse(payload);
  if (!read.success) return null;
  const { id, hash, callback_id, private_metadata, state } = read.data.view;
  return {
    tenant,
    // One view is sent once; after an answer with errors it is sent again, with another trigger.
    id: idOf('submit', base, `${id}:${hash}`),
    body: { kind: 'submitted', user: base.user.id, view: { callback_id, private_metadata, state: { values: state.values } } },
    live: live(base),
  };
}

const shortcutSchema = z.object({
  callback_id: z.string(),
  channel: z.object({ id: z.string() }),
  action_ts: z.string().optional(),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string().optional(),
    user: z.string().optional(),
    files: z.unknown().optional(),
  }),
});

function shortcut(payload: unknown, base: Base, tenant: string): Raw | null {
  const read = shortcutSchema.safeParse(payload);
  if (!read.success) return null;
  const { callback_id, channel, action_ts, message } = read.data;
  const thread = message.thread_ts === message.ts ? null : (message.thread_ts ?? null);
  return {
    tenant,
    id: idOf('shortcut', base, `${base.user.id}:${channel.id}:${message.ts}:${action_ts}`),
    body: {
      ...{ kind: 'shortcut', callback: callback_id, channel: channel.id, user: base.user.id, ts: message.ts, thread },
      ...{ text: message.text ?? '', files: messageFiles(message.files), author: message.user ?? null },
    },
    live: live(base),
  };
}

function options(payload: unknown, base: Base, tenant: string): Raw | null {
  const read = z.object({ action_id: z.string(), value: z.string().default('') }).safeParse(payload);
  if (!read.success) return null;
  return { kind: 'options', tenant: tenantId(tenant), user: personId(base.user.id), action: read.data.action_id, typed: read.data.value };
}

/** Each click has a trigger of its own. */
function idOf(kind: string, { trigger_id }: Base, otherwise: string): string {
  return `${kind}:${digest(trigger_id ?? otherwise)}`;
}

function live({ trigger_id, response_url }: Base) {
  return { trigger: trigger_id ?? null, responseUrl: response_url ?? null };
}
