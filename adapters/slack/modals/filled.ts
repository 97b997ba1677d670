/** What people filled in: the state of a submitted view, read by field. Anything may be missing or of another kind; then it is null. */
import { z } from 'zod';
import { plain } from '../blocks/escape.ts';
import { KEPT } from './fields.ts';

export interface Filled {
  readonly has: (name: string) => boolean;
  /** Without white space around it; null: empty, or not there. */
  readonly text: (name: string) => string | null;
  /** The text is too long for the field and stays as it is unless another one is written. */
  readonly isKept: (name: string) => boolean;
  readonly choice: (name: string) => string | null;
  /** Null: no such field. */
  readonly choices: (name: string) => readonly string[] | null;
  readonly isTicked: (name: string) => boolean;
  /** The id of an attached file. */
  readonly file: (name: string) => string | null;
  /** Ids of all fields' blocks, as they came. */
  readonly blocks: readonly string[];
  /** The block that an error about the field goes to. */
  readonly block: (name: string) => string;
}

const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });
const chosen = z.object({ value: z.string().max(200) });
const valueSchema = z
  .object({
    value: z.string().max(20_000).nullish().catch(null),
    selected_option: chosen.nullish().catch(null),
    selected_options: z.array(chosen).max(200).nullish().catch(null),
    selected_users: z.array(z.string().max(40)).max(200).nullish().catch(null),
    selected_conversations: z.array(z.string().max(40)).max(200).nullish().catch(null),
    files: z
      .array(z.object({ id: z.string().regex(/^[A-Z0-9]{1,40}$/u) }))
      .max(10)
      .nullish()
      .catch(null),
  })
  .catch({});

export function readFilled(state: unknown): Filled {
  const parsed = stateSchema.safeParse(state);
  const values = new Map(
    Object.entries(parsed.success ? parsed.data.values : {}).map(([block, actions]) => [block, valueSchema.parse(Object.values(actions)[0] ?? {})]),
  );
  const block = (name: string): string => (values.has(`${name}${KEPT}`) ? `${name}${KEPT}` : name);
  const at = (name: string) => values.get(block(name));
  return {
    blocks: [...values.keys()],
    block,
    has: (name) => at(name) !== undefined,
    isKept: (name) => values.has(`${name}${KEPT}`),
    text: (name) => filled(at(name)?.value),
    choice: (name) => filled(at(name)?.selected_option?.value),
    choices: (name) => {
      const found = at(name);
      if (found === undefined) return null;
      return found.selected_options?.map(({ value }) => value) ?? found.selected_users ?? found.selected_conversations ?? [];
    },
    isTicked: (name) => (at(name)?.selected_options ?? []).length > 0,
    file: (name) => at(name)?.files?.[0]?.id ?? null,
  };
}

function filled(text: string | null | undefined): string | null {
  const clean = text == null ? '' : plain(text).trim();
  return clean === '' ? null : clean;
}
