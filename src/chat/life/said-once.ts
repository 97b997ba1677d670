/** Of several processes that hear the same news one speaks of them, and speaks once: the first to say so. */
import type { Deliveries, DeliveryKey } from '../../ports/deliveries.ts';

/** True: it is ours to say. */
export async function saidOnce(mark: DeliveryKey, deliveries: Pick<Deliveries, 'take' | 'done'>): Promise<boolean> {
  if ((await deliveries.take({ ...mark, body: {} }, LEASE_MS)) === 'known') return false;
  // Nothing is to be worked on: it is only kept, so that it is known.
  await deliveries.done(mark);
  return true;
}

const LEASE_MS = 60_000;
