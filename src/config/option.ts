/** One environment variable as data: what it is for, what it takes, how it is parsed. Documents and errors are made from it. */
import { z } from 'zod';

export interface Option<Value> {
  readonly group: OptionGroup;
  /** One sentence for the README and .env.example. */
  readonly about: string;
  /** What a right value looks like; ends the sentence "it must be ...". */
  readonly expects: string;
  /** As typed in the environment; null: unset has a meaning of its own, which `about` gives. */
  readonly fallback: string | null;
  /** A value that could stand in .env.example. */
  readonly example: string;
  /** Its value is never echoed and is scrubbed from the log. */
  readonly secret: boolean;
  readonly schema: z.ZodType<Value, string>;
}

export const OPTION_GROUPS = ['Storage', 'Model', 'Web page', 'People', 'Library', 'Logs', 'Slack', 'Discord'] as const;
export type OptionGroup = (typeof OPTION_GROUPS)[number];

export function option<Value>(described: Option<Value>): Option<Value> {
  return described;
}

export const text = z.string().trim().min(1);

/** A token as services hand them out: no white space inside, long enough to be one. */
export const token = z
  .string()
  .trim()
  .regex(/^\S{8,}$/);

export function url(...protocols: readonly string[]): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol))
    .transform((value) => value.replace(/(?<!\/)\/+$/, ''));
}

/** Items separated by `separator`, trimmed, none empty. */
export function list(separator: RegExp | string): z.ZodType<readonly string[], string> {
  return z.string().transform((value) =>
    value
      .split(separator)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
}
