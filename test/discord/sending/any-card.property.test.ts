/** Whatever stands in a card: Discord takes it as it is, and nobody is called but whom the card calls. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyCard } from '../components/any-card.ts';
import { type Arena, openArena } from './arena.ts';

let one: Arena;
beforeAll(async () => {
  one = await openArena();
});
afterAll(async () => {
  await one.close();
});

test('posted and edited, whole and in order', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(anyCard, anyCard, async (first, second) => {
      const { discord, sending } = one;
      count += 1;
      const key = `card:${count}`;
      const before = discord.notifications.length;
      const ref = await sending.surface.post(one.message(key, { ...first, kind: 'answer' }));
      await sending.surface.edit(one.message(key, { ...second, kind: 'answer' }), ref);
      const called = discord.notifications.slice(before).map(({ user }) => user);
      expect(called.filter((user) => ![...first.notify, ...second.notify].some((id) => id === user))).toEqual([]);
      expect(discord.violations).toEqual([]);
    }),
    // Discord takes fifty calls a second, and so does the sender give.
    { numRuns: 12, endOnFailure: true },
  );
}, 60_000);
