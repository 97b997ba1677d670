/** A clock that a test turns by hand. Sleepers wake, in order, when their time has come. */
import type { Clock } from '../../src/ports/clock.ts';

export interface HandClock extends Clock {
  /** Moves time on, and lets what was woken run. */
  advance(ms: number): Promise<void>;
  /** How many sleep now. */
  sleepers(): number;
}

export function createHandClock(start = Date.UTC(2026, 10, 21, 12)): HandClock {
  let now = start;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = {
          until: now + ms,
          wake: () => {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      });
    },
    async advance(ms) {
      now += ms;
      for (const sleeper of [...sleeping].toSorted((one, other) => one.until - other.until)) if (sleeper.until <= now) sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
    sleepers: () => sleeping.size,
  };
}
