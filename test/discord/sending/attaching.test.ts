/** How large a file may be, by the guild's boosts, and where none may be attached: asked and tried once an hour. */
import { expect, test } from 'vitest';
import { createAttaching } from '../../../adapters/discord/sending/attaching.ts';
import { DiscordCallError } from '../../../adapters/discord/sending/discord-error.ts';
import { channelId, tenantId } from '../../../src/engine/ids.ts';

const MEGABYTE = 1024 * 1024;
const HOUR = 3_600_000;
const guild = tenantId('900000000000000001');

function attaching(answer: () => unknown) {
  let now = 0;
  let asked = 0;
  const get = async () => {
    asked += 1;
    return answer();
  };
  const made = createAttaching({ api: { get }, clock: { now: () => now } });
  return { made, asked: () => asked, later: (ms: number) => (now += ms) };
}

test.each([
  [0, 10],
  [1, 10],
  [2, 50],
  [3, 100],
  [9, 10],
])('boosted to level %i: %i MB', async (tier, most) => {
  const { made, asked, later } = attaching(() => ({ premium_tier: tier }));
  expect(await made.most(guild)).toBe(most * MEGABYTE);
  await made.most(guild);
  expect(asked()).toBe(1);
  later(HOUR + 1);
  await made.most(guild);
  expect(asked()).toBe(2);
});

test('a guild that Discord does not tell of takes the least', async () => {
  const { made } = attaching(() => {
    throw new DiscordCallError('GET /guilds/:id', { kind: 'no-access' });
  });
  expect(await made.most(guild)).toBe(10 * MEGABYTE);
});

test('a channel that refused files is tried again after an hour', () => {
  const { made, later } = attaching(() => ({}));
  const channel = channelId('910000000000000001');
  expect(made.allowed(channel)).toBe(true);
  made.refused(channel);
  expect([made.allowed(channel), made.allowed(channelId('910000000000000002'))]).toEqual([false, true]);
  later(HOUR + 1);
  expect(made.allowed(channel)).toBe(true);
});
