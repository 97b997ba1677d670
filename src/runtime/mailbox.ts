/** What waits for a drive's next step: ended calls, inbox inputs, and the news that something may have changed. */
import type { InputId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import type { NewArtifact } from '../ports/ledger.ts';

export interface Arrival {
  readonly input: Input;
  /** Set for inputs from the inbox, which are marked as applied. */
  readonly id: InputId | null;
  readonly artifacts: readonly NewArtifact[];
}

export interface Mailbox {
  put(arrival: Arrival): void;
  /** All that has arrived, in order. */
  take(): readonly Arrival[];
  /** Wakes the waiter without an arrival: the inbox, the poster or a shutdown has news. */
  stir(): void;
  /** Resolves at the next put or stir, at once if one came since the last wait. */
  wait(): Promise<void>;
}

export function createMailbox(): Mailbox {
  let arrivals: Arrival[] = [];
  let stirred = false;
  let release: (() => void) | null = null;

  function stir(): void {
    stirred = true;
    release?.();
  }

  return {
    put(arrival) {
      arrivals.push(arrival);
      stir();
    },
    take() {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
    stir,
    async wait() {
      if (!stirred) await new Promise<void>((resolve) => (release = resolve));
      release = null;
      stirred = false;
    },
  };
}
