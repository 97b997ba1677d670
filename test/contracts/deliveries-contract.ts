/** What every store of deliveries promises. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tenantId } from '../../src/engine/ids.ts';
import type { Deliveries } from '../../src/ports/deliveries.ts';

export interface DeliveriesUnderTest {
  readonly deliveries: Deliveries;
  /** Time goes on for everything that is kept. */
  passes(ms: number): Promise<void>;
}

const LEASE_MS = 60_000;
const DAY_MS = 86_400_000;

export function deliveriesContract(open: () => DeliveriesUnderTest): void {
  const surfaceOf = () => `surface-${randomUUID()}`;
  const delivery = (surface: string, id: string, tenant = 'T1') => ({
    surface,
    tenant: tenantId(tenant),
    id,
    body: { kind: 'said', text: `"${id}" & <b> \\u0000 é 🙂` },
  });

  test('one is new once, whoever brings it and however often; in another workspace or surface it is another', async () => {
    const { deliveries } = open();
    const surface = surfaceOf();
    expect(await deliveries.take(delivery(surface, 'e1'), LEASE_MS)).toBe('new');
    expect(await deliveries.take(delivery(surface, 'e1'), LEASE_MS)).toBe('known');
    expect(await deliveries.take(delivery(surface, 'e1', 'T2'), LEASE_MS)).toBe('new');
    expect(await deliveries.take(delivery(surfaceOf(), 'e1'), LEASE_MS)).toBe('new');
  });

  test('of many at once, some of them the same, each is new exactly once', async () => {
    const { deliveries } = open();
    const surface = surfaceOf();
    const ids = Array.from({ length: 300 }, (_, index) => `e${index % 120}`);
    const taken = await Promise.all(ids.map(async (id) => [id, await deliveries.take(delivery(surface, id), LEASE_MS)] as const));
    const fresh = taken.filter(([, outcome]) => outcome === 'new').map(([id]) => id);
    expect(fresh.toSorted()).toEqual([...new Set(ids)].toSorted());
  });

  test('what nobody works on is claimed, oldest first, with its body and how often it was taken up', async () => {
    const { deliveries, passes } = open();
    const surface = surfaceOf();
    for (const id of ['a', 'b', 'c']) {
      await deliveries.take(delivery(surface, id), LEASE_MS);
      await passes(10);
    }
    expect(await deliveries.claim(surface, 10, LEASE_MS)).toEqual([]);
    await passes(LEASE_MS + 1_000);
    const [first, ...others] = await deliveries.claim(surface, 2, LEASE_MS);
    expect(first).toMatchObject({ ...delivery(surface, 'a'), tries: 2, takenAt: expect.any(Number) });
    expect(others.map(({ id }) => id)).toEqual(['b']);
    expect((await deliveries.claim(surface, 10, LEASE_MS)).map(({ id }) => id)).toEqual(['c']);
    expect(await deliveries.claim(surface, 10, LEASE_MS)).toEqual([]);
    await passes(LEASE_MS + 1_000);
    expect((await deliveries.claim(surface, 10, LEASE_MS)).map(({ tries }) => tries)).toEqual([3, 3, 3]);
  });

  test('two processes that claim at the same moment never get the same one', async () => {
    const { deliveries, passes } = open();
    const surface = surfaceOf();
    await Promise.all(Array.from({ length: 40 }, (_, index) => deliveries.take(delivery(surface, `e${index}`), LEASE_MS)));
    await passes(LEASE_MS + 1_000);
    const claimed = (await Promise.all(Array.from({ length: 8 }, () => deliveries.claim(surface, 10, LEASE_MS)))).flat();
    const ids = claimed.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await deliveries.claim(surface, 100, LEASE_MS);
    expect(ids.length + rest.length).toBe(40);
  });

  test('what is held is not claimed; what is given back is, at once', async () => {
    const { deliveries, passes } = open();
    const surface = surfaceOf();
    await deliveries.take(delivery(surface, 'kept'), LEASE_MS);
    await deliveries.take(delivery(surface, 'given back'), LEASE_MS);
    await passes(LEASE_MS - 5_000);
    await deliveries.hold([delivery(surface, 'kept')], LEASE_MS);
    await deliveries.hold([delivery(surface, 'given back'), delivery(surface, 'never heard of')], 0);
    await passes(10_000);
    expect((await deliveries.claim(surface, 10, LEASE_MS)).map(({ id }) => id)).toEqual(['given back']);
    await deliveries.hold([], LEASE_MS);
  });

  test('what is done is never claimed or held again, stays known, and is forgotten after its days', async () => {
    const { deliveries, passes } = open();
    const surface = surfaceOf();
    await deliveries.take(delivery(surface, 'e1'), LEASE_MS);
    await deliveries.take(delivery(surface, 'open'), LEASE_MS);
    expect(await deliveries.open(delivery(surface, 'e1'))).toBe(true);
    await deliveries.done(delivery(surface, 'e1'));
    await deliveries.done(delivery(surface, 'e1'));
    expect(await deliveries.open(delivery(surface, 'e1'))).toBe(false);
    expect(await deliveries.open(delivery(surface, 'open', 'T2'))).toBe(false);
    await deliveries.hold([delivery(surface, 'e1')], 0);
    await passes(DAY_MS);
    expect((await deliveries.claim(surface, 10, LEASE_MS)).map(({ id }) => id)).toEqual(['open']);
    await deliveries.forget(7);
    expect(await deliveries.take(delivery(surface, 'e1'), LEASE_MS)).toBe('known');
    await passes(7 * DAY_MS);
    await deliveries.forget(7);
    expect(await deliveries.take(delivery(surface, 'e1'), LEASE_MS)).toBe('new');
    expect(await deliveries.take(delivery(surface, 'open'), LEASE_MS)).toBe('known');
  });
}
