/** One timer for the next moment at which time alone brings something: a reminder, parking, a stall noticed. */
import type { Clock } from '../ports/clock.ts';

export interface DueTimer {
  /** The moment to wait for, instead of the one before; null: none. */
  set(at: number | null): void;
  close(): void;
}

/** Timers of the platform overflow after 24 days; and a machine that slept is noticed within the hour. */
const LONGEST_SLEEP_MS = 3_600_000;

/** `now` is the clock that moments are in; `clock` only sleeps. */
export function createDueTimer(deps: { readonly clock: Pick<Clock, 'sleep'>; readonly now: () => number; readonly due: () => void }): DueTimer {
  const { clock, now, due } = deps;
  let waiting: { readonly at: number; readonly end: AbortController } | null = null;

  async function wait(at: number, signal: AbortSignal): Promise<void> {
    while (now() < at && !signal.aborted) await clock.sleep(Math.min(at - now(), LONGEST_SLEEP_MS), signal);
    if (!signal.aborted) due();
  }

  function clear(): void {
    waiting?.end.abort();
    waiting = null;
  }

  return {
    set(at) {
      if (waiting?.at === at) return;
      clear();
      if (at === null) return;
      waiting = { at, end: new AbortController() };
      void wait(at, waiting.end.signal);
    },
    close: clear,
  };
}
