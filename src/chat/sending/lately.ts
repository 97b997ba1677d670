/** How often something happened lately, as far as this process knows. */
import type { Clock } from '../../ports/clock.ts';

export interface Lately {
  times(what: string): number;
  happened(what: string): void;
}

export function createLately(withinMs: number, clock: Pick<Clock, 'now'>): Lately {
  const all = new Map<string, readonly number[]>();
  const recent = (times: readonly number[] = []) => times.filter((at) => at > clock.now() - withinMs);
  return {
    times: (what) => recent(all.get(what)).length,
    happened(what) {
      for (const [other, times] of all) if (recent(times).length === 0) all.delete(other);
      all.set(what, [...recent(all.get(what)), clock.now()]);
    },
  };
}
