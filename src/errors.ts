/**
 * The base of every error that Baton throws: a stable `code` to switch on, the cause, and a small context for the log.
 * Only a UserError's message reaches a person, and it says what to do next.
 */
import type { UnreachableReason } from './ports/surface.ts';

export class BatonError extends Error {
  /** Stable, dotted, lower case: `config.invalid`, `ledger.newer-than-code`. Never switch on the message. */
  readonly code: string;
  /** Facts for the log. Never a secret, never a text by a person or a model. */
  readonly context: ErrorContext;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.context = details.context ?? {};
  }
}

/** Something that the person at the keyboard can put right. */
export class UserError extends BatonError {}

/** Nobody can be reached at a place: trying again is of no use until somebody acts there. */
export class SurfaceUnreachable extends BatonError {
  readonly reason: UnreachableReason;

  constructor(reason: UnreachableReason, cause?: unknown) {
    super('surface-unreachable', 'A thread cannot be reached until somebody lets Baton in.', { cause, context: { reason } });
    this.reason = reason;
  }
}

export type ErrorContext = Readonly<Record<string, string | number | boolean | null>>;

export interface ErrorDetails {
  readonly cause?: unknown;
  readonly context?: ErrorContext;
}
