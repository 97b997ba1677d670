/** A loss that a run may not have heard of yet is remembered, for as long as that can be. */
import { expect, test } from 'vitest';
import { createToldLately } from '../../../adapters/discord/life/told-lately.ts';
import { channelId, inputId, tenantId, threadId } from '../../../src/engine/ids.ts';

const tenant = tenantId('900000000000000001');
const channel = channelId('910000000000000001');
const thread = threadId('950000000000000001');
const input = inputId('discord:test');

test('of a thread, a channel and a whole guild, until it is taken back or long ago', async () => {
  let now = 0;
  const told: unknown[] = [];
  const desk = {
    place: async (change: { readonly reason: unknown }) => {
      told.push(change.reason);
      return [];
    },
  };
  const lately = createToldLately(desk, { now: () => now });
  const tell = (at: { readonly channel: typeof channel | null; readonly thread: typeof thread | null }, reason: 'deleted' | null) =>
    lately.desk.place({ tenant, surface: 'discord', ...at, reason, input });
  const lost = () => lately.lost(tenant, channel, thread);

  expect(lost()).toBe(false);
  for (const at of [
    { channel, thread },
    { channel, thread: null },
    { channel: null, thread: null },
  ]) {
    await tell(at, 'deleted');
    expect(lost()).toBe(true);
    await tell(at, null);
    expect(lost()).toBe(false);
  }
  await tell({ channel, thread }, 'deleted');
  expect(lately.lost(tenantId('900000000000000002'), channel, thread)).toBe(false);
  now += 10 * 60_000;
  expect(lost()).toBe(false);
  expect(told).toEqual(['deleted', null, 'deleted', null, 'deleted', null, 'deleted']);
});
