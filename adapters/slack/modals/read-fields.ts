/** What people filled in: the state of a submitted view, as Slack sends it. */
import { z } from 'zod';
import { type FieldValue, type Filled, filledWith } from '../../../src/forms/filled.ts';
import { comesBackAs } from './comes-back-as.ts';

const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

export function readFields(state: unknown): Filled {
  const parsed = stateSchema.safeParse(state);
  const fields = Object.entries(parsed.success ? parsed.data.values : {}).flatMap(([block, actions]) => {
    const value = fieldSchema.safeParse(Object.values(actions)[0]);
    return value.success ? [[block, value.data] as const] : [];
  });
  return filledWith(new Map<string, FieldValue>(fields), comesBackAs);
}

const chosen = z.object({ value: z.string().max(200) });
const values = z.array(chosen).max(200);
const ids = z.array(z.string().max(40)).max(200);
const files = z.array(z.object({ id: z.string().regex(/^[A-Z0-9]{1,40}$/u) })).max(10);

const text = (written: string | null | undefined): FieldValue => ({ kind: 'text', text: written ?? '' });
const choices = (picked: readonly string[]): FieldValue => ({ kind: 'choices', values: picked });
const one = (option: z.infer<typeof chosen> | null | undefined): FieldValue => choices(option == null ? [] : [option.value]);
const several = (options: readonly z.infer<typeof chosen>[] | null | undefined): FieldValue => choices((options ?? []).map(({ value }) => value));

/** Of the kinds that our forms have; an element that nobody touched comes with null, or without anything. */
const fieldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().max(20_000).nullish() }).transform(({ value }) => text(value)),
  z.object({ type: z.enum(['static_select', 'external_select']), selected_option: chosen.nullish() }).transform((it) => one(it.selected_option)),
  z
    .object({ type: z.enum(['multi_static_select', 'multi_external_select', 'checkboxes']), selected_options: values.nullish() })
    .transform((it) => several(it.selected_options)),
  z.object({ type: z.literal('multi_users_select'), selected_users: ids.nullish() }).transform((it) => choices(it.selected_users ?? [])),
  z
    .object({ type: z.literal('multi_conversations_select'), selected_conversations: ids.nullish() })
    .transform((it) => choices(it.selected_conversations ?? [])),
  z
    .object({ type: z.literal('file_input'), files: files.nullish() })
    .transform((it): FieldValue => ({ kind: 'files', ids: (it.files ?? []).map(({ id }) => id) })),
]);
