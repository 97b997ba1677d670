/** Whether a failed request can have reached anybody: one that found no connection has not. */

/** Node's codes for a connection that never came about. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** `fetch` hides the reason in the cause, and several tries in an AggregateError: all of them must have failed before the request left. */
export function neverLeft(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every((one) => neverLeft(one));
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return NO_CONNECTION.has(error.code);
  return neverLeft(error.cause);
}
