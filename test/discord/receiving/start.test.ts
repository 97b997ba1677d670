/** A start that fails is tried again, and leaves nothing behind that runs on. */
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { type ReceivingDeps, startReceiving } from '../../../adapters/discord/receiving/start.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';

let discord: FakeDiscord;
afterEach(async () => {
  vi.restoreAllMocks();
  await discord.close();
});

test('without a connection no timer is left', async () => {
  discord = await discordServer({ rates: 'off' });
  discord.faults.next('gateway.bot', { kind: 'refuse', code: 0 });
  const set = vi.spyOn(globalThis, 'setInterval');
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  const log = pino({ level: 'silent' });
  // What is worked on once there is a connection is not looked at before.
  const deps = { config: { token: discord.token, apiUrl: discord.api }, sending: {}, admins: [], clock: systemClock, log } as unknown as ReceivingDeps;
  await expect(startReceiving(deps)).rejects.toThrow();
  const ended = new Set(cleared.mock.calls.map(([timer]) => timer));
  const left = set.mock.results.filter(({ value }) => !ended.has(value));
  expect(set.mock.results.length).toBeGreaterThan(0);
  expect(left).toEqual([]);
});
