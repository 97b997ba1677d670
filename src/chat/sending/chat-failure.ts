/**
 * What a chat platform's refusals mean to us, whichever platform it is. An adapter has a closed union of its own beside
 * it; what is common to all platforms switches on `meaning.kind` only.
 */
import { BatonError, type ErrorDetails } from '../../errors.ts';
import type { UnreachableReason } from '../../ports/surface.ts';

export type ChatFailure =
  /** Nothing happened, and later it may work. `afterMs`: how long the platform asks us to wait, if it said so. */
  | { readonly kind: 'retry-later'; readonly afterMs: number | null }
  /** It went out, and nobody knows what came of it. */
  | { readonly kind: 'unknown-outcome' }
  | { readonly kind: 'message-gone' }
  /** It is there and may not be changed. */
  | { readonly kind: 'not-editable' }
  /** No second try helps until somebody acts. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason }
  | { readonly kind: 'other' };

/** Adapters throw errors of their own that say what they mean here. */
export class ChatCallError extends BatonError {
  readonly meaning: ChatFailure;

  constructor(code: string, message: string, meaning: ChatFailure, details: ErrorDetails = {}) {
    super(code, message, details);
    this.meaning = meaning;
  }
}

/** Null: not the platform, something of our own broke. */
export function chatFailure(error: unknown): ChatFailure | null {
  return error instanceof ChatCallError ? error.meaning : null;
}

/** Whether the same call may yet succeed, or has. */
export function mayPass(failure: ChatFailure): boolean {
  return failure.kind === 'retry-later' || failure.kind === 'unknown-outcome';
}
