/**
 * The ledger of one simulated workflow: append at the expected version and epoch, an inbox that applies each
 * input once, one queued wake-up at most. Synchronous, so that the schedule alone decides what happens when.
 */
import type { Recorded } from '../../src/engine/event.ts';
import type { InputId } from '../../src/engine/ids.ts';
import type { Appended, Delivered } from '../../src/ports/ledger.ts';

export interface SimBatch {
  readonly expectedVersion: number;
  readonly epoch: number;
  readonly recorded: readonly Recorded[];
  readonly applied: readonly InputId[];
}

export interface SimLedger {
  readonly recorded: readonly Recorded[];
  /** Queued wake-ups come and go as hints; this one is at most one. */
  wakeQueued: boolean;
  takeOver(): { readonly epoch: number; readonly recorded: readonly Recorded[]; readonly pending: readonly Delivered[] };
  append(batch: SimBatch): Appended;
  pending(): readonly Delivered[];
  deliver(delivery: Delivered): 'delivered' | 'duplicate';
}

export function simLedger(first: readonly Recorded[]): SimLedger {
  const recorded: Recorded[] = [...first];
  const inbox = new Map<InputId, { readonly delivery: Delivered; applied: boolean }>();
  let epoch = 0;
  const pending = () => [...inbox.values()].filter((entry) => !entry.applied).map((entry) => entry.delivery);
  return {
    recorded,
    wakeQueued: true,
    pending,
    takeOver: () => {
      epoch += 1;
      return { epoch, recorded: [...recorded], pending: pending() };
    },
    append: (batch) => {
      if (batch.epoch !== epoch || batch.expectedVersion !== recorded.length) return { kind: 'stale' };
      for (const id of batch.applied) {
        const entry = inbox.get(id);
        if (!entry || entry.applied) throw new Error(`input ${id} applied twice or never delivered`);
        entry.applied = true;
      }
      recorded.push(...batch.recorded);
      return { kind: 'appended' };
    },
    deliver(delivery) {
      if (inbox.has(delivery.id)) return 'duplicate';
      inbox.set(delivery.id, { delivery, applied: false });
      this.wakeQueued = true;
      return 'delivered';
    },
  };
}
