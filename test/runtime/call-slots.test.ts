/** The queue in front of the model: never more than the limits, and the tenant with the fewest calls goes next. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenantId } from '../../src/engine/ids.ts';
import { createCallSlots } from '../../src/runtime/call-slots.ts';
import { until } from '../until.ts';

const [ONE, OTHER] = [tenantId('one'), tenantId('other')];
const never = new AbortController().signal;

test('with others waiting, the one with the fewest goes next, and nobody gets beyond their share', async () => {
  const slots = createCallSlots({ total: 4, perTenant: 3 });
  const held: { tenant: string; release: () => void }[] = [];
  for (const tenant of [ONE, ONE, ONE, ONE, ONE, ONE, OTHER, OTHER, OTHER])
    void slots.take(tenant, never).then((release) => release && held.push({ tenant, release }));
  await until(() => held.length === 4);
  expect(held.filter(({ tenant }) => tenant === ONE)).toHaveLength(3);
  for (let turn = 0; turn < 2; turn += 1) {
    held.shift()?.release();
    await until(() => held.length === 4);
  }
  expect(held.filter(({ tenant }) => tenant === ONE)).toHaveLength(2);
});

test('fifty calls of one tenant that never end leave a slot in which the first one of another starts at once', async () => {
  const slots = createCallSlots({ total: 4, perTenant: 2 });
  for (let n = 0; n < 50; n += 1) void slots.take(ONE, never);
  expect([slots.running, slots.waiting]).toEqual([2, 48]);
  expect(await slots.take(OTHER, never)).not.toBeNull();
  expect([slots.running, slots.waiting]).toEqual([3, 48]);
});

test('alone, a tenant has no more than its own; what it gives back goes to its own next', async () => {
  const slots = createCallSlots({ total: 4, perTenant: 2 });
  const [first] = await Promise.all([slots.take(ONE, never), slots.take(ONE, never)]);
  const third = slots.take(ONE, never);
  expect([slots.running, slots.waiting]).toEqual([2, 1]);
  first?.();
  expect(await third).not.toBeNull();
  expect([slots.running, slots.waiting]).toEqual([2, 0]);
});

test('whoever is aborted while waiting leaves the queue, and a slot given back twice counts once', async () => {
  const slots = createCallSlots({ total: 1, perTenant: 1 });
  const release = await slots.take(ONE, never);
  const aborted = new AbortController();
  const waiting = slots.take(ONE, aborted.signal);
  aborted.abort();
  expect(await waiting).toBeNull();
  expect(slots.waiting).toBe(0);
  release?.();
  release?.();
  expect(slots.running).toBe(0);
  expect(await slots.take(ONE, aborted.signal)).toBeNull();
});

test('whatever comes and goes: within both limits, and nobody waits who could have a slot', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean()), { maxLength: 60 }),
      async (total, perTenant, steps) => {
        const slots = createCallSlots({ total, perTenant });
        const [held, asked]: [{ tenant: number; release: () => void }[], Map<number, number>] = [[], new Map()];
        const heldBy = (tenant: number) => held.filter((one) => one.tenant === tenant).length;
        for (const [tenant, takes] of steps) {
          if (takes) {
            asked.set(tenant, (asked.get(tenant) ?? 0) + 1);
            void slots.take(tenantId(`t${tenant}`), never).then((release) => release && held.push({ tenant, release }));
          } else {
            const given = held.shift();
            if (given) asked.set(given.tenant, (asked.get(given.tenant) ?? 0) - 1);
            given?.release();
          }
          await new Promise((resolve) => setImmediate(resolve));
          expect(slots.running).toBe(held.length);
          expect(held.length).toBeLessThanOrEqual(total);
          for (const [one, wants] of asked) {
            expect(heldBy(one)).toBeLessThanOrEqual(perTenant);
            if (wants > heldBy(one)) expect(held.length === total || heldBy(one) === perTenant).toBe(true);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
