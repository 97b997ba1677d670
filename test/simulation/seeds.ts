/** A stretch of seeds, in a thread of its own: what happened in them, or the first that breaks a rule. */
import { parentPort } from 'node:worker_threads';
import { SimulationFailure, simulate } from './simulate.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type StretchEnd =
  | { readonly kind: 'held'; readonly events: ReadonlyMap<string, number>; readonly outcomes: ReadonlyMap<string, number> }
  | { readonly kind: 'broken'; readonly seed: number; readonly message: string; readonly trace: readonly string[]; readonly stack: string };

/** Both ends are included. */
export function runStretch({ from, to }: Stretch): StretchEnd {
  const events = new Map<string, number>();
  const outcomes = new Map<string, number>();
  for (let seed = from; seed <= to; seed += 1) {
    try {
      const done = simulate(seed);
      for (const [kind, times] of done.events) events.set(kind, (events.get(kind) ?? 0) + times);
      outcomes.set(done.outcome, (outcomes.get(done.outcome) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      const stack = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause);
      return { kind: 'broken', seed, message: error.message, trace: error.trace, stack };
    }
  }
  return { kind: 'held', events, outcomes };
}

parentPort?.on('message', (stretch: Stretch) => parentPort?.postMessage(runStretch(stretch)));
