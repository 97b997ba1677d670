/** The rates of the local Discord: headers that discord.js keeps to, refusals for who does not, and the ban. */
import { type Client, RateLimitError, Routes } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { APP, GENERAL, SECRET } from '../fakes/discord/world/seed.ts';

const started: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of started.splice(0).toReversed()) await one.stop();
});

async function connected(options: Parameters<typeof discordServer>[0] = {}): Promise<{ discord: FakeDiscord; client: Client<true> }> {
  const discord = await discordServer(options);
  started.push({ stop: () => discord.close() });
  const client = await readyClient(discord);
  started.push({ stop: () => client.destroy() });
  return { discord, client };
}

/** Without the client's own patience. */
function raw(discord: FakeDiscord, channel = GENERAL, content = 'x'): Promise<Response> {
  return fetch(`${discord.api}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content }),
  });
}

test('five posts in five seconds per channel, and the headers say so', async () => {
  const { discord } = await connected();
  const first = await raw(discord);
  expect(Object.fromEntries(['limit', 'remaining'].map((name) => [name, first.headers.get(`x-ratelimit-${name}`)]))).toEqual({ limit: '5', remaining: '4' });
  expect(Number(first.headers.get('x-ratelimit-reset-after'))).toBeGreaterThan(4);
  expect(first.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
  for (let count = 1; count < 5; count += 1) expect((await raw(discord)).status).toBe(200);
  const refused = await raw(discord);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(5);
  expect(await refused.json()).toMatchObject({ global: false, message: 'You are being rate limited.' });
  expect((await raw(discord, SECRET)).status).toBe(200);
  expect((await raw(discord)).status).toBe(429);
  await discord.time.turn(5000);
  expect((await raw(discord)).status).toBe(200);
  expect(discord.violations.map((one) => one.kind)).toEqual(['too-fast', 'ignored-retry-after']);
  expect(discord.invalidRequests()).toBe(2);
});

test('discord.js waits by itself: twelve posts at once, and not one is refused', async () => {
  const { discord, client } = await connected({ rates: 20 });
  await Promise.all(Array.from({ length: 12 }, () => client.rest.post(Routes.channelMessages(GENERAL), { body: { content: 'x' } })));
  expect(discord.channel(GENERAL)).toHaveLength(12);
  expect(discord.violations).toEqual([]);
});

test('fifty calls a second in all; answers to interactions do not count', async () => {
  const { discord } = await connected();
  await discord.time.turn(1000);
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => raw(discord, `91000000000000${String(index).padStart(4, '0')}`)));
  const refused = answers.filter((one) => one.status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
  expect(await refused[0]?.json()).toMatchObject({ global: true });
  const callback = await fetch(`${discord.api}/v10/interactions/1/none/callback`, { method: 'POST', body: '{}' });
  expect(callback.status).toBe(404);
});

test('10,000 invalid requests in ten minutes, and the address is banned for a while', async () => {
  const { discord } = await connected({ rates: 'off' });
  const wrong = () => fetch(`${discord.api}/v10/users/@me`, { headers: { authorization: 'Bot wrong' } }).then((response) => response.status);
  for (let count = 0; count < 10_000; count += 100) await Promise.all(Array.from({ length: 100 }, wrong));
  expect(await wrong()).toBe(401);
  const banned = await raw(discord);
  expect(banned.status).toBe(429);
  expect(banned.headers.get('via')).toBeNull();
  expect(discord.violations).toEqual([{ kind: 'banned', invalidRequests: 10_001 }]);
  await discord.time.turn(61 * 60_000);
  expect((await raw(discord)).status).toBe(200);
});

test('a name is changed twice in ten minutes, and a client that may not wait says so', async () => {
  const { discord, client } = await connected();
  const thread = (await client.rest.post(Routes.threads(GENERAL), { body: { name: 'one', type: 11 } })) as { id: string };
  client.rest.options.rejectOnRateLimit = () => true;
  const rename = (name: string) => client.rest.patch(Routes.channel(thread.id), { body: { name } });
  await rename('two');
  await rename('three');
  await expect(rename('four')).rejects.toThrow(RateLimitError);
  await client.rest.patch(Routes.channel(thread.id), { body: { archived: true } });
  expect(discord.threadState(thread.id)).toMatchObject({ name: 'three', archived: true });
});

test('a message older than an hour is edited less often, and says why', async () => {
  const { discord, client } = await connected();
  const { id } = (await client.rest.post(Routes.channelMessages(GENERAL), { body: { content: 'x' } })) as { id: string };
  const edit = () =>
    fetch(`${discord.api}/v10/channels/${GENERAL}/messages/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'y' }),
    });
  for (let count = 0; count < 5; count += 1) expect((await edit()).status).toBe(200);
  await discord.time.turn(61 * 60_000);
  for (let count = 0; count < 3; count += 1) expect((await edit()).status).toBe(200);
  const refused = await edit();
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ code: 30046, global: false });
  await discord.time.turn(20_000);
  expect((await edit()).status).toBe(200);
});

test('a storm of 429, global or not, and its end', async () => {
  const { discord, client } = await connected();
  client.rest.options.rejectOnRateLimit = () => true;
  discord.faults.next('message.post', { kind: 'rate-limited', retryAfter: 0.2 }, { times: 2 });
  const post = () => client.rest.post(Routes.channelMessages(GENERAL), { body: { content: 'x' } });
  await expect(post()).rejects.toThrow(RateLimitError);
  expect(discord.count('message.post')).toBe(1);
  expect(discord.faults.left()).toBe(1);
  expect(APP).toBe(client.application.id);
});
