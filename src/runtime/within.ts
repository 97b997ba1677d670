/** Waits for work, but not for longer than a limit. The work itself goes on. */
import type { Clock } from '../ports/clock.ts';

/** `late` at the limit, or when `signal` gives the waiting up; what the work rejects with before that is passed on. */
export async function within(limitMs: number, work: Promise<unknown>, clock: Clock, signal?: AbortSignal): Promise<'done' | 'late'> {
  const over = new AbortController();
  const late = clock.sleep(limitMs, signal ? AbortSignal.any([signal, over.signal]) : over.signal).then(() => 'late' as const);
  return await Promise.race([work.then(() => 'done' as const), late]).finally(() => over.abort());
}
