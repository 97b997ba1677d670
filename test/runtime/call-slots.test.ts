/** The queue in front of the model: never more than the limit, and the tenant with the fewest calls goes next. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenantId } from '../../src/engine/ids.ts';
import { createCallSlots } from '../../src/runtime/call-slots.ts';
import { until } from '../until.ts';

const [ONE, OTHER] = [tenantId('one'), tenantId('other')];
const never = new AbortController().signal;

test('one tenant alone has every slot; the second one waits for one of them, and no longer', async () => {
  const slots = createCallSlots(4);
  const mine = await Promise.all([1, 2, 3, 4].map(() => slots.take(ONE, never)));
  const order: string[] = [];
  const taking = async (tenant: typeof ONE, name: string) => {
    const release = await slots.take(tenant, never);
    order.push(name);
    return release;
  };
  const more = [1, 2, 3].map(() => taking(ONE, 'one'));
  const theirs = taking(OTHER, 'other');
  expect([slots.running, slots.waiting]).toEqual([4, 4]);
  mine[0]?.();
  (await theirs)?.();
  (await more[0])?.();
  expect(order.slice(0, 2)).toEqual(['other', 'one']);
});

test('with others waiting, nobody gets beyond their share', async () => {
  const slots = createCallSlots(4);
  const held: { tenant: string; release: () => void }[] = [];
  for (const tenant of [ONE, ONE, ONE, ONE, ONE, ONE, OTHER, OTHER, OTHER])
    void slots.take(tenant, never).then((release) => release && held.push({ tenant, release }));
  await until(() => held.length === 4);
  for (let turn = 0; turn < 2; turn += 1) {
    held.shift()?.release();
    await until(() => held.length === 4);
  }
  expect(held.filter(({ tenant }) => tenant === ONE)).toHaveLength(2);
});

test('whoever is aborted while waiting leaves the queue, and a slot given back twice counts once', async () => {
  const slots = createCallSlots(1);
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

test('whatever comes and goes: within the limit, and nobody waits while a slot is free', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean()), { maxLength: 60 }),
      async (limit, steps) => {
        const slots = createCallSlots(limit);
        const held: (() => void)[] = [];
        for (const [tenant, takes] of steps) {
          if (takes) void slots.take(tenantId(`t${tenant}`), never).then((release) => release && held.push(release));
          else held.shift()?.();
          await Promise.resolve();
          expect(slots.running).toBeLessThanOrEqual(limit);
          if (slots.waiting > 0) expect(slots.running).toBe(limit);
        }
      },
    ),
    { numRuns: 200 },
  );
});
