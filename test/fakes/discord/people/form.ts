/** A form as its person has it before them: what it asks, what they filled in, and sending it off. */
import type { Loose } from '../loose.ts';
import { shownText } from '../seen/markdown.ts';
import type { Server } from '../server-parts.ts';
import { messageIn, type OpenForm } from '../world/world.ts';
import { type Attachment, attach } from './attach.ts';
import { interact } from './interact.ts';
import { valuesFor } from './pressable.ts';
import { resolvedOf } from './resolved.ts';

export interface SeenForm {
  readonly title: string;
  readonly customId: string;
  readonly lines: readonly string[];
  /** What each field is called. */
  readonly fields: readonly string[];
  /** What stands in each field, by what it is called. */
  readonly values: Readonly<Record<string, Loose>>;
  readonly modal: Loose;
}

export type Submitted =
  | { readonly kind: 'closed'; readonly afterMs: number }
  /** Discord itself does not send it: a field that must be filled is empty, or too long. */
  | { readonly kind: 'incomplete'; readonly fields: readonly string[] }
  /** "Something went wrong. Try again." The form stays. */
  | { readonly kind: 'failed'; readonly why: string };

export type FieldValue = string | readonly string[] | boolean | readonly Attachment[] | null;

interface Field {
  readonly label: string;
  readonly part: Loose;
}

export function seenForm(server: Server, open: OpenForm): SeenForm {
  const all = fieldsOf(open);
  return {
    title: open.modal.title,
    customId: open.modal.custom_id,
    lines: open.modal.components.flatMap((one: Loose) =>
      one.type === 10
        ? shownText(server.world, one.content).split('\n')
        : [one.label ?? one.components?.[0]?.label, ...(one.description ? [one.description] : [])],
    ),
    fields: all.map((field) => field.label),
    values: Object.fromEntries(all.map(({ label, part }) => [label, standingIn(open, part)])),
    modal: open.modal,
  };
}

/** By label or custom id. */
export function fill(server: Server, open: OpenForm, name: string, value: FieldValue): void {
  const all = fieldsOf(open);
  const field = all.find((one) => one.label === name || one.part.custom_id === name);
  if (!field) throw new Error(`No field ${name}; there are: ${all.map((one) => one.label).join(', ')}`);
  const { part } = field;
  if (part.type === 19)
    return void open.filled.set(
      part.custom_id,
      ((value ?? []) as readonly Attachment[]).map((one) => attach(server.world, open.channel, one, true)),
    );
  const chosen = value === null ? [] : ([value].flat() as string[]);
  if ([3, 5, 6, 7, 8, 22].includes(part.type)) open.filled.set(part.custom_id, chosen.length === 0 ? [] : valuesFor(part, chosen));
  else if (part.type === 21) open.filled.set(part.custom_id, value === null ? null : (valuesFor(part, chosen)[0] ?? null));
  else open.filled.set(part.custom_id, value ?? '');
}

export async function submit(server: Server, person: string): Promise<Submitted> {
  const { world } = server;
  const open = world.forms.get(person);
  if (!open) throw new Error('No form is open.');
  const lacking = fieldsOf(open).filter(({ part }) => isLacking(part, standingIn(open, part)));
  if (lacking.length > 0) return { kind: 'incomplete', fields: lacking.map((field) => field.label) };
  const channel = world.channels.get(open.channel);
  if (!channel) return { kind: 'failed', why: 'the channel is gone' };
  const ids = fieldsOf(open).flatMap(({ part }) => ([5, 6, 7, 8, 19].includes(part.type) ? standingIn(open, part) : []));
  const resolved = resolvedOf(world, channel, ids);
  const outcome = await interact(server, {
    kind: 5,
    person,
    channel,
    source: open.source === null ? null : messageIn(world, channel.id, open.source),
    what: open.modal.custom_id,
    data: {
      custom_id: open.modal.custom_id,
      components: open.modal.components.map((one: Loose, index: number) => submitted(open, one, index)),
      ...(resolved && { resolved }),
    },
  });
  if (outcome.kind === 'failed') return { kind: 'failed', why: outcome.why };
  if (world.forms.get(person) === open) world.forms.delete(person);
  return { kind: 'closed', afterMs: outcome.afterMs };
}

function fieldsOf(open: OpenForm): Field[] {
  return open.modal.components.flatMap((one: Loose): Field[] => {
    if (one.type === 18) return [{ label: one.label, part: one.component }];
    return one.type === 1 ? one.components.map((part: Loose) => ({ label: part.label, part })) : [];
  });
}

/** What was filled in, or what stood there from the start. */
function standingIn(open: OpenForm, part: Loose): Loose {
  if (open.filled.has(part.custom_id)) return open.filled.get(part.custom_id);
  if (part.type === 4) return part.value ?? '';
  if (part.type === 23) return part.default ?? false;
  const defaults = (part.options ?? []).filter((one: Loose) => one.default).map((one: Loose) => one.value);
  if (part.type === 21) return defaults[0] ?? null;
  return part.default_values ? part.default_values.map((one: Loose) => one.id) : defaults;
}

function isLacking(part: Loose, value: Loose): boolean {
  if (part.type === 23) return false;
  const empty = value === null || value.length === 0;
  if (empty) return part.required ?? true;
  return part.type === 4 && ([...value].length > (part.max_length ?? 4000) || [...value].length < (part.min_length ?? 0));
}

function submitted(open: OpenForm, one: Loose, index: number): Loose {
  const about = { type: one.type, id: one.id ?? index + 1 };
  if (one.type === 18) return { ...about, component: answered(open, one.component) };
  return one.type === 1 ? { ...about, components: one.components.map((part: Loose) => answered(open, part)) } : about;
}

function answered(open: OpenForm, part: Loose): Loose {
  const value = standingIn(open, part);
  const about = { type: part.type, id: part.id ?? 100, custom_id: part.custom_id };
  return Array.isArray(value) ? { ...about, values: value } : { ...about, value };
}
