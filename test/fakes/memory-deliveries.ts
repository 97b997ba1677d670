/** Deliveries in memory, for tests of what receives them; the same contract as the database's. */
import type { Deliveries, Delivery, DeliveryKey } from '../../src/ports/deliveries.ts';

interface Kept extends Delivery {
  readonly takenAt: number;
  leasedUntil: number;
  tries: number;
  doneAt: number | null;
}

const DAY_MS = 86_400_000;

export function memoryDeliveries(now: () => number): Deliveries {
  const kept = new Map<string, Kept>();
  const keyOf = ({ surface, tenant, id }: DeliveryKey) => JSON.stringify([surface, tenant, id]);
  return {
    async take(delivery, leaseMs) {
      const key = keyOf(delivery);
      if (kept.has(key)) return 'known';
      kept.set(key, { ...structuredClone(delivery), takenAt: now(), leasedUntil: now() + leaseMs, tries: 1, doneAt: null });
      return 'new';
    },
    async claim(surface, limit, leaseMs) {
      const free = [...kept.values()].filter((one) => one.surface === surface && one.doneAt === null && one.leasedUntil < now());
      const claimed = free.toSorted((one, other) => one.takenAt - other.takenAt).slice(0, limit);
      for (const one of claimed) {
        one.leasedUntil = now() + leaseMs;
        one.tries += 1;
      }
      return claimed.map(({ surface, tenant, id, body, tries, takenAt }) => ({ surface, tenant, id, body, tries, takenAt }));
    },
    async open(delivery) {
      const one = kept.get(keyOf(delivery));
      return one !== undefined && one.doneAt === null;
    },
    async hold(deliveries, leaseMs) {
      for (const key of deliveries) {
        const one = kept.get(keyOf(key));
        if (one && one.doneAt === null) one.leasedUntil = now() + leaseMs;
      }
    },
    async done(delivery) {
      const one = kept.get(keyOf(delivery));
      if (one && one.doneAt === null) kept.set(keyOf(delivery), { ...one, body: {}, doneAt: now() });
    },
    async forget(days) {
      for (const [key, one] of kept) if (one.doneAt !== null && one.doneAt < now() - days * DAY_MS) kept.delete(key);
    },
  };
}
