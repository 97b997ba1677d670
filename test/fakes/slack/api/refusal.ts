/** Slack's way of saying no: HTTP 200 with `ok: false`. */
import type { Loose } from '../loose.ts';

export class Refusal extends Error {
  readonly error: string;
  readonly more: Readonly<Record<string, Loose>>;

  constructor(error: string, more: Readonly<Record<string, Loose>> = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** With what is wrong, as Block Kit's refusals say it. */
export function refuseWith(error: string, errors: readonly string[]): Refusal {
  return new Refusal(error, { errors, response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) } });
}
