/** Work that somebody waits for, for so long and no longer; it goes on after that. */
import type { Clock } from '../../ports/clock.ts';

export async function timely<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | 'late'> {
  const done = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(Math.max(0, ms), done.signal).then(() => 'late' as const)]);
  } finally {
    done.abort();
  }
}
