/**
 * The ledger of one simulated workflow: append at the expected version and epoch, within the day's budgets, an inbox
 * that applies each input once, one queued wake-up at most. Synchronous, so that the schedule alone decides what happens when.
 */
import type { FullCap } from '../../src/engine/budget.ts';
import type { Recorded } from '../../src/engine/event.ts';
import type { InputId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Delivered } from '../../src/ports/ledger.ts';
import { type DayBooks, dayBooks } from './day-books.ts';

export interface SimBatch {
  readonly expectedVersion: number;
  readonly epoch: number;
  readonly recorded: readonly Recorded[];
  readonly after: Workflow;
  readonly applied: readonly InputId[];
}

export type SimAppended = { readonly kind: 'appended' } | { readonly kind: 'stale' } | { readonly kind: 'over-budget'; readonly caps: readonly FullCap[] };

export interface SimLedger {
  readonly recorded: readonly Recorded[];
  readonly books: DayBooks;
  /** Queued wake-ups come and go as hints; this one is at most one. */
  wakeQueued: boolean;
  takeOver(): { readonly epoch: number; readonly recorded: readonly Recorded[]; readonly pending: readonly Delivered[] };
  append(batch: SimBatch): SimAppended;
  pending(): readonly Delivered[];
  deliver(delivery: Delivered): 'delivered' | 'duplicate';
}

export function simLedger(first: readonly Recorded[]): SimLedger {
  const recorded: Recorded[] = [...first];
  const inbox = new Map<InputId, { readonly delivery: Delivered; applied: boolean }>();
  const books = dayBooks();
  let epoch = 0;
  const pending = () => [...inbox.values()].filter((entry) => !entry.applied).map((entry) => entry.delivery);
  return {
    recorded,
    books,
    wakeQueued: true,
    pending,
    takeOver: () => {
      epoch += 1;
      return { epoch, recorded: [...recorded], pending: pending() };
    },
    append: (batch) => {
      if (batch.epoch !== epoch || batch.expectedVersion !== recorded.length) return { kind: 'stale' };
      const caps = books.book(batch.recorded, batch.after);
      if (caps.length > 0) return { kind: 'over-budget', caps };
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
