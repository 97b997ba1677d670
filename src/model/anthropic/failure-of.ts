/** Errors of the SDK, by class, as named failures. Aborts and our own timeout are told apart before this. */
import Anthropic, { AnthropicError, APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { Failure } from '../../engine/failure.ts';

/** Anything that is not an error of the SDK is a bug of ours, and is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof APIConnectionTimeoutError) return { kind: 'timeout', detail: 'The model service did not begin to answer in time.' };
  if (error instanceof APIConnectionError) return { kind: 'connection', detail: `The model service could not be reached${causeOf(error)}.` };
  if (error instanceof APIError) return error.status === undefined ? inStream(error) : byStatus(error);
  // What the SDK throws without a status of its own: the stream ended or broke before the message did.
  if (error instanceof AnthropicError) return { kind: 'connection', detail: `The connection to the model service broke while it answered${causeOf(error)}.` };
  throw error;
}

function byStatus(error: APIError): Failure {
  const detail = `${error.status}: ${error.apiMessage ?? 'the model service gave no reason'}`;
  if (error instanceof Anthropic.RateLimitError) return { kind: 'rate-limited', detail };
  if (error.status === 529) return { kind: 'overloaded', detail };
  if (error instanceof Anthropic.InternalServerError) return { kind: 'server-error', detail };
  if (error instanceof Anthropic.AuthenticationError || error instanceof Anthropic.PermissionDeniedError) return { kind: 'authentication', detail };
  if (error.status === 408) return { kind: 'timeout', detail };
  if (error.status === 409) return { kind: 'server-error', detail };
  return isTooLong(error) ? { kind: 'context-overflow', detail } : { kind: 'invalid-request', detail };
}

/** The service has no code of its own for a prompt that exceeds the context window, only these words. */
function isTooLong(error: APIError): boolean {
  return error instanceof Anthropic.BadRequestError && /prompt is too long|exceeds? (?:the )?(?:model's )?context/iu.test(error.apiMessage ?? '');
}

/** An `error` event after the stream had begun carries a type and no status. */
function inStream(error: APIError): Failure {
  const detail = `The model service broke off: ${error.apiMessage ?? error.type ?? 'no reason given'}`;
  switch (error.type) {
    case 'overloaded_error':
      return { kind: 'overloaded', detail };
    case 'rate_limit_error':
      return { kind: 'rate-limited', detail };
    case 'authentication_error':
    case 'permission_error':
      return { kind: 'authentication', detail };
    case 'invalid_request_error':
    case 'not_found_error':
      return { kind: 'invalid-request', detail };
    case 'timeout_error':
      return { kind: 'timeout', detail };
    default:
      return { kind: 'server-error', detail };
  }
}

function causeOf(error: Error): string {
  const code = causeCode(error);
  return code === null ? '' : ` (${code})`;
}

/** A code such as ECONNREFUSED says more to an engineer than a message, and is never a secret. */
export function causeCode(error: Error): string | null {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return null;
}
