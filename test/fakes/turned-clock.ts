/** The machine's clock, which a test turns: time also passes by itself, and sleepers wake when their time has come. */
import type { Clock } from '../../src/ports/clock.ts';

export interface TurnedClock extends Clock {
  turn(ms: number): void;
}

export function createTurnedClock(): TurnedClock {
  let ahead = 0;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  const now = () => Date.now() + ahead;
  return {
    now,
    sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          sleeping.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        const sleeper = { until: now() + ms, wake };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      });
    },
    turn(ms) {
      ahead += ms;
      for (const { until, wake } of [...sleeping].toSorted((one, other) => one.until - other.until)) if (until <= now()) wake();
    },
  };
}
