/** Options of a request as fields: of the page's form, and of the JSON API. They are checked where typed ones are. */
import { z } from 'zod';
import { OPTION_KEYS, type OptionKey, type TypedOptions } from '../../src/engine/request-options.ts';
import type { PostedForm } from './files/form.ts';

const name = z.string().max(200);
const number = z.union([z.number(), z.string().max(20)]).transform(String);

/** As JSON: numbers, true and false may be just that, and skills a list. Null: not chosen. */
const fieldsSchema = z
  .strictObject({
    pattern: name.nullable(),
    persona: name.nullable(),
    skills: z.union([name, z.array(name).max(20)]).transform((skills) => (typeof skills === 'string' ? skills : skills.join(','))),
    template: name.nullable(),
    model: name.nullable(),
    rounds: number.nullable(),
    budget: number.nullable(),
    confirm: z.union([z.boolean().transform((yes) => (yes ? 'yes' : 'no')), name]).nullable(),
    parallel: number.nullable(),
  })
  .partial();

export const optionsSchema = fieldsSchema.transform((fields): TypedOptions => chosen((key) => fields[key] ?? null));

/** Fields that were left as they are choose nothing. */
export function optionsIn(form: PostedForm): TypedOptions {
  return chosen((key) => form.text(key)?.slice(0, 2_000) ?? null);
}

function chosen(given: (key: OptionKey) => string | null): TypedOptions {
  const filled = OPTION_KEYS.map((key) => [key, given(key)] as const).filter(([, value]) => value !== null && value.trim() !== '');
  return Object.fromEntries(filled);
}
