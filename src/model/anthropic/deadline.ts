/** A signal that fires when the caller aborts or when the time is up, and knows which of the two it was. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Null while it runs. */
  ended(): 'aborted' | 'timeout' | null;
  clear(): void;
}

export function startDeadline(timeoutMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  let cause: 'aborted' | 'timeout' | null = null;
  const end = (why: 'aborted' | 'timeout') => {
    cause ??= why;
    controller.abort();
  };
  const abort = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  caller.addEventListener('abort', abort, { once: true });
  if (caller.aborted) abort();
  return {
    signal: controller.signal,
    ended: () => cause,
    clear() {
      clearTimeout(timer);
      caller.removeEventListener('abort', abort);
    },
  };
}
