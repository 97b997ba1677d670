/** Why a model call did not give a usable answer. A closed list: menus, retries and cards switch on it. */
export type Failure =
  | { readonly kind: 'refusal'; readonly detail: string }
  | { readonly kind: 'max-tokens'; readonly detail: string }
  | { readonly kind: 'context-overflow'; readonly detail: string }
  | { readonly kind: 'malformed-output'; readonly detail: string }
  | { readonly kind: 'timeout'; readonly detail: string }
  | { readonly kind: 'rate-limited'; readonly detail: string }
  | { readonly kind: 'overloaded'; readonly detail: string }
  | { readonly kind: 'connection'; readonly detail: string }
  | { readonly kind: 'server-error'; readonly detail: string }
  | { readonly kind: 'invalid-request'; readonly detail: string }
  | { readonly kind: 'authentication'; readonly detail: string }
  /** The rehearsal model was told to fail (`[[fail]]`). */
  | { readonly kind: 'rehearsed'; readonly detail: string }
  /** The model's plan broke a rule of ours; the detail names it. */
  | { readonly kind: 'plan-rejected'; readonly detail: string }
  /** A supervisor chose what cannot be carried out; the detail says why. */
  | { readonly kind: 'choice-rejected'; readonly detail: string }
  /** Whoever did tracked work says so. */
  | { readonly kind: 'reported'; readonly detail: string }
  /** The iterative loop used all its rounds and the check still says no. */
  | { readonly kind: 'check-not-passed'; readonly detail: string };

export type FailureKind = Failure['kind'];

/** A second try with the same request cannot end differently, so none is spent on it. */
const POINTLESS_TO_RETRY: ReadonlySet<FailureKind> = new Set(['context-overflow', 'invalid-request', 'authentication', 'check-not-passed']);

export function isWorthRetrying(failure: Failure): boolean {
  return !POINTLESS_TO_RETRY.has(failure.kind);
}
