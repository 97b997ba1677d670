/** Of several processes that hear the same news one speaks of them: the first to say so. */
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import { DISCORD_SURFACE } from '../deps.ts';

/** True: it is ours to say. */
export async function saidOnce(id: string, tenant: TenantId, deliveries: Pick<Deliveries, 'take' | 'done'>): Promise<boolean> {
  const mark = { surface: DISCORD_SURFACE, tenant, id };
  if ((await deliveries.take({ ...mark, body: {} }, LEASE_MS)) === 'known') return false;
  // Nothing is to be worked on: it is only kept, so that it is known.
  await deliveries.done(mark);
  return true;
}

const LEASE_MS = 60_000;
