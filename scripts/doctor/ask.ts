/** Asks an address, once and not for long. */
export type Asked = { readonly kind: 'answered'; readonly status: number; readonly text: string } | { readonly kind: 'away'; readonly reason: string };

const TIMEOUT_MS = 10_000;

export async function ask(address: string, init: RequestInit = {}): Promise<Asked> {
  try {
    const response = await fetch(address, { redirect: 'manual', ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { kind: 'answered', status: response.status, text: await response.text() };
  } catch (error) {
    return { kind: 'away', reason: reasonOf(error) };
  }
}

/** The code of what went wrong, never a message that could carry an address with a password in it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  if ('code' in error && typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code)) return error.code;
  if (error.cause !== undefined) return reasonOf(error.cause);
  return error.name === 'TimeoutError' ? 'no answer in time' : 'no answer';
}
