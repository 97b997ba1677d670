/** The connection to Discord: it comes back by itself, hears what it missed, gives way to what Discord refuses, and ends when it is told to. */
import { REST } from 'discord.js';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { type Gateway, startGateway } from '../../../adapters/discord/receiving/gateway.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function server(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await discordServer({ rates: 'off', ...options });
  open.push({ stop: () => discord.close() });
  return discord;
}

interface Heard {
  readonly gateway: Gateway;
  readonly messages: string[];
  readonly sessions: string[];
}

async function connected(discord: FakeDiscord, clock = systemClock): Promise<Heard> {
  const messages: string[] = [];
  const sessions: string[] = [];
  const { token } = discord;
  const gateway = await startGateway({
    token,
    rest: new REST({ api: discord.api, retries: 0 }).setToken(token),
    hear(event) {
      if (event.t === 'MESSAGE_CREATE') messages.push(event.d.content);
    },
    onReady: ({ session_id }) => void sessions.push(session_id),
    clock,
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
  });
  open.push(gateway);
  return { gateway, messages, sessions };
}

test.each(['drop', 'reconnect'] as const)('%s: it resumes, and what was missed is heard once', async (how) => {
  const discord = await server();
  const { gateway, messages, sessions } = await connected(discord);
  const ana = discord.person(ANA);
  await ana.says(GENERAL, 'before');
  await until(() => messages.length === 1);
  discord.gateway[how]();
  if (how === 'drop') await until(() => gateway.state() === 'reconnecting');
  await ana.says(GENERAL, 'meanwhile');
  await until(() => messages.length === 2);
  await until(() => gateway.state() === 'ok');
  await ana.says(GENERAL, 'after');
  await until(() => messages.length === 3);
  expect(messages).toEqual(['before', 'meanwhile', 'after']);
  expect(sessions).toHaveLength(1);
});

test('a session that is invalid is a new one', async () => {
  const discord = await server();
  const { gateway, messages, sessions } = await connected(discord);
  discord.gateway.invalidate(false);
  await until(() => sessions.length === 2);
  await until(() => gateway.state() === 'ok');
  await discord.person(ANA).says(GENERAL, 'after');
  await until(() => messages.length === 1);
});

test('a Discord that takes no connections for a while is tried on, and nothing breaks', async () => {
  const discord = await server();
  const { gateway, messages } = await connected(discord);
  const failed = vi.fn();
  process.on('unhandledRejection', failed);
  open.push({ stop: async () => void process.off('unhandledRejection', failed) });
  discord.gateway.refuseConnections();
  discord.gateway.drop();
  await until(() => gateway.state() === 'reconnecting');
  await until(() => discord.gateway.connections[0]?.state === 'closed');
  // Some tries, each half a second after the one before.
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  discord.gateway.accept();
  await until(() => gateway.state() === 'ok');
  await discord.person(ANA).says(GENERAL, 'after');
  await until(() => messages.length === 1);
  expect(failed).not.toHaveBeenCalled();
});

test('without Message Content it connects all the same, and says so', async () => {
  const discord = await server({ app: { messageContent: false } });
  const { gateway, messages } = await connected(discord);
  expect(gateway.state()).toBe('ok');
  expect(gateway.readsMessages()).toBe(false);
  await discord.person(ANA).says(GENERAL, 'unheard');
  await discord.person(ANA).mentions(GENERAL, 'heard');
  await until(() => messages.length === 2);
  expect(messages[0]).toBe('');
  expect(messages[1]).toContain('heard');
});

test('a Message Content that is taken away while it is connected is done without', async () => {
  const discord = await server();
  const { gateway } = await connected(discord);
  expect(gateway.readsMessages()).toBe(true);
  discord.app.messageContent = false;
  discord.gateway.invalidate(false);
  await until(() => !gateway.readsMessages() && gateway.state() === 'ok');
}, 20_000);

test('a token that Discord does not take is refused at the start, and later makes no new sessions', async () => {
  const discord = await server();
  const { token } = discord;
  const { gateway, sessions } = await connected(discord);
  discord.resetsToken();
  await until(() => gateway.state() === 'refused');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(gateway.state()).toBe('refused');
  expect(sessions).toHaveLength(1);
  // Nothing is asked of the gateway with a token that the API does not take.
  expect(discord.gateway.connections).toHaveLength(1);
  const rest = new REST({ api: discord.api, retries: 0 }).setToken(token);
  const deps = { token, rest, hear: () => undefined, onReady: () => undefined, clock: systemClock, log: pino({ level: 'silent' }) };
  await expect(startGateway(deps)).rejects.toThrow();
});

test('a token that Discord refused once by mistake is tried again', async () => {
  const discord = await server();
  const { gateway, sessions } = await connected(discord, { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 10, signal) });
  discord.faults.next('gateway.bot', { kind: 'refuse', code: 0 });
  discord.gateway.closeWith(4004);
  await until(() => gateway.state() === 'refused');
  await until(() => gateway.state() === 'ok');
  expect(sessions).toHaveLength(2);
  expect(discord.faults.left()).toBe(0);
}, 20_000);

test('once stopped it stays away, also when it was about to connect again', async () => {
  const discord = await server();
  const { gateway } = await connected(discord);
  discord.gateway.drop();
  await until(() => gateway.state() === 'reconnecting');
  await gateway.stop();
  expect(gateway.state()).toBe('stopped');
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(discord.gateway.connections.filter(({ state }) => state === 'open')).toEqual([]);
});

test('a connection that carries nothing any more does not hold up the stop', async () => {
  const discord = await server();
  const { gateway } = await connected(discord);
  discord.gateway.freeze();
  const began = Date.now();
  await gateway.stop();
  expect(Date.now() - began).toBeLessThan(2_000);
});
