/** A number of days, as people write it after `--days`: `30` or `30d`. */
import { z } from 'zod';

/** Ten years: nobody keeps more, and a mistyped number is noticed. */
export const MOST_DAYS = 3_650;

export const daysSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}d?$/iu)
  .transform((text) => Number.parseInt(text, 10))
  .pipe(z.int().max(MOST_DAYS));
