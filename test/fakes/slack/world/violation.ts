/** What an app did that Slack does not allow, or that lost something for a person. Tests assert that there is none. */
export type Violation =
  /** Blocks, texts or views beyond a limit, or of a wrong shape. */
  | { readonly kind: 'too-large'; readonly method: string; readonly error: string; readonly errors: readonly string[] }
  /** Answered 429. */
  | { readonly kind: 'too-fast'; readonly method: string; readonly key: string; readonly retryAfter: number }
  /** Called again before its Retry-After was over. */
  | { readonly kind: 'ignored-retry-after'; readonly method: string; readonly key: string }
  /** Not acknowledged within 3 s. `afterMs` is null when it never was. */
  | { readonly kind: 'late-ack'; readonly what: string; readonly id: string; afterMs: number | null }
  /** Acknowledged twice, or with what Slack does not take as an answer. */
  | { readonly kind: 'bad-ack'; readonly what: string; readonly id: string; readonly why: string }
  /** A trigger used late or twice; a response_url used too late or too often. */
  | { readonly kind: 'spent'; readonly what: 'trigger' | 'response_url'; readonly error: string }
  | { readonly kind: 'missing-scope'; readonly method: string; readonly needed: string }
  | { readonly kind: 'unknown-method'; readonly method: string };

export type Violations = readonly Violation[];
