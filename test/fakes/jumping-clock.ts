/** A clock that jumps to the next sleeper's time whenever nothing else is left to run: hours pass in milliseconds. */
import type { Clock } from '../../src/ports/clock.ts';

export interface JumpingClock extends Clock {
  /** Lets time pass until nobody sleeps any more, or until then. */
  run(until?: number): Promise<void>;
}

export function createJumpingClock(start = Date.UTC(2026, 10, 21, 12)): JumpingClock {
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
    async run(until = Number.POSITIVE_INFINITY) {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = [...sleeping].toSorted((one, other) => one.until - other.until)[0];
        if (!next || next.until > until) break;
        now = Math.max(now, next.until);
        next.wake();
      }
      if (Number.isFinite(until)) now = Math.max(now, until);
    },
  };
}
