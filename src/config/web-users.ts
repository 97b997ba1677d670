/** `WEB_USERS`: who may log in, as `name:hash` pairs separated by commas. */
import { z } from 'zod';
import { passwordHashSchema } from './password.ts';

export interface WebUser {
  readonly name: string;
  /** `scrypt$N$r$p$salt$hash` */
  readonly hash: string;
}

const pair = z
  .string()
  .trim()
  .regex(/^[^\s:,]{1,80}:/)
  .transform((value): WebUser => ({ name: value.slice(0, value.indexOf(':')), hash: value.slice(value.indexOf(':') + 1) }))
  .refine((user) => passwordHashSchema.safeParse(user.hash).success);

export const webUsers: z.ZodType<readonly WebUser[], string> = z
  .string()
  .transform((value) => value.split(',').filter((item) => item.trim() !== ''))
  .pipe(z.array(pair).min(1))
  .refine((users) => new Set(users.map((user) => user.name)).size === users.length);
