/** Tells those who delivered an input in this process what came of it, without a look into the database. */
import type { InputId } from '../engine/ids.ts';
import type { InputOutcome } from '../ports/ledger.ts';

export interface Outcomes {
  settle(id: InputId, outcome: InputOutcome): void;
  /** Calls back at most once. Returns the function that ends the watch. */
  watch(id: InputId, listener: (outcome: InputOutcome) => void): () => void;
}

export function createOutcomes(): Outcomes {
  const listeners = new Map<InputId, (outcome: InputOutcome) => void>();
  return {
    settle(id, outcome) {
      const listener = listeners.get(id);
      listeners.delete(id);
      listener?.(outcome);
    },
    watch(id, listener) {
      listeners.set(id, listener);
      return () => {
        if (listeners.get(id) === listener) listeners.delete(id);
      };
    },
  };
}
