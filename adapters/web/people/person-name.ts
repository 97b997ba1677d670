/** The name that a person goes by on the page, when there is no login. */
import { z } from 'zod';
import { type PersonId, personId } from '../../../src/engine/ids.ts';

export const NAME_COOKIE = 'baton_as';

/** Acts when nobody said who they are. */
export const GUEST: PersonId = personId('guest');

export const personNameSchema = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._'@+-]{0,59}$/u, "a name is 1 to 60 letters, digits, spaces or . _ - @ + '")
  .transform((name) => personId(name.replace(/^@/u, '')));

export function readName(text: string | undefined): PersonId | null {
  const parsed = personNameSchema.safeParse(text ?? '');
  return parsed.success ? parsed.data : null;
}
