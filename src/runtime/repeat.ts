/** Does something again and again, the first time after one interval. Returns the function that ends it. */
import type { Clock } from '../ports/clock.ts';

/** `work` never throws: what went wrong is its own business. */
export function repeat(work: () => Promise<void>, everyMs: number, clock: Pick<Clock, 'sleep'>): () => void {
  const end = new AbortController();
  const go = async () => {
    for (;;) {
      await clock.sleep(everyMs, end.signal);
      if (end.signal.aborted) return;
      await work();
    }
  };
  void go();
  return () => end.abort();
}
