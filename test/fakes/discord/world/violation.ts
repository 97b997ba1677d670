/** What an app did that Discord does not allow, or that lost something for a person. Tests assert that there is none. */
export type Violation =
  /** Refused with 50035, 50006 or 40005: beyond a limit, or of a wrong shape. */
  | { readonly kind: 'invalid'; readonly route: string; readonly code: number; readonly problems: readonly string[] }
  /** Answered 429. */
  | { readonly kind: 'too-fast'; readonly route: string; readonly key: string; readonly retryAfter: number }
  /** Called again before its Retry-After was over. */
  | { readonly kind: 'ignored-retry-after'; readonly route: string; readonly key: string }
  /** Not answered within 3 s. `afterMs` is null when it never was. */
  | { readonly kind: 'late-answer'; readonly what: string; readonly id: string; afterMs: number | null }
  /** Answered twice. What this kind of interaction does not take is `invalid`. */
  | { readonly kind: 'bad-answer'; readonly what: string; readonly id: string; readonly why: string }
  /** The token of an interaction used after its 15 min, or before the first answer. */
  | { readonly kind: 'spent-token'; readonly route: string; readonly code: number }
  /** 10,000 invalid requests in 10 min: the address is banned for a while. */
  | { readonly kind: 'banned'; readonly invalidRequests: number }
  | { readonly kind: 'gateway'; readonly code: number; readonly why: string }
  | { readonly kind: 'unknown-route'; readonly method: string; readonly path: string };

export type Violations = readonly Violation[];
