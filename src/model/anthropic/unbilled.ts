/** Failures of which it is known that nothing was billed: the service turned the request away, or it never left. */
import { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { causeCode } from './failure-of.ts';

/** No connection came about: refused, no such name, no way there. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const OVERLOADED = 529;

export function isUnbilled(error: unknown): boolean {
  if (error instanceof APIConnectionError) return NEVER_SENT.has(causeCode(error) ?? '');
  if (!(error instanceof APIError) || error.status === undefined) return false;
  return (error.status >= 400 && error.status < 500) || error.status === OVERLOADED;
}

/** Those that may be over in a moment, so that the same request is worth another try. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 429, OVERLOADED]);

export function isWorthWaiting(error: unknown): boolean {
  if (!isUnbilled(error)) return false;
  return error instanceof APIConnectionError || (error instanceof APIError && PASSING.has(error.status ?? 0));
}
