/** A way to the app: it takes one envelope and says what became of it. */
import type { Loose } from '../loose.ts';

export interface Envelope {
  readonly id: string;
  readonly kind: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Loose;
  /** 0 for the first attempt. */
  readonly retry: number;
  readonly retryReason: string | null;
  /** Called when the acknowledgement comes, however late; `why` says what is wrong with it. */
  readonly late: (afterMs: number) => void;
  readonly bad: (why: string) => void;
}

export type Outcome =
  | { readonly kind: 'acked'; readonly afterMs: number; readonly response: Loose; readonly by: string; readonly noRetry?: boolean }
  | { readonly kind: 'failed'; readonly why: 'http_timeout' | 'http_error' | 'connection_failed' | 'no_connection'; readonly noRetry?: boolean };

export interface Transport {
  send(envelope: Envelope, deadlineMs: number): Promise<Outcome>;
}

/** When a test skips over the deadline: how long an answer that is on its way is still waited for. */
export const GRACE_MS = 500;
