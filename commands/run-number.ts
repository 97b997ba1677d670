/** The number of a run, as people write it: `12` or `#12`. */
import { z } from 'zod';

export const runNumberSchema = z
  .string()
  .trim()
  .regex(/^#?[1-9]\d{0,8}$/u)
  .transform((text) => Number(text.replace('#', '')));

export const optionalRunNumberSchema = z.union([
  z
    .string()
    .regex(/^\s*$/u)
    .transform(() => null),
  runNumberSchema,
]);
