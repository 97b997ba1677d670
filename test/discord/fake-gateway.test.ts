/** The gateway of the local Discord: what is missed comes again, sessions end, and intents are kept. */
import { type Client, type ClientOptions, GatewayIntentBits } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { INTENTS, newClient, readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { ANA, APP, BEN, GENERAL, GUILD, LEADS, TEAM_ROLE } from '../fakes/discord/world/seed.ts';
import { until } from '../until.ts';

const started: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of started.splice(0).toReversed()) await one.stop();
});

interface Connected {
  readonly discord: FakeDiscord;
  readonly client: Client<true>;
  readonly heard: string[];
  readonly resumed: number[];
}

async function connected(options: Parameters<typeof discordServer>[0] = {}, clientOptions: Partial<ClientOptions> = {}): Promise<Connected> {
  const discord = await discordServer(options);
  started.push({ stop: () => discord.close() });
  const client = await readyClient(discord, clientOptions);
  started.push({ stop: () => client.destroy() });
  const heard: string[] = [];
  const resumed: number[] = [];
  client.on('messageCreate', (message) => void heard.push(message.content));
  client.on('shardResume', (_, replayed) => void resumed.push(replayed));
  return { discord, client, heard, resumed };
}

test.each(['drop', 'reconnect'] as const)('%s: the client resumes where it was told to, and hears what it missed, once', async (how) => {
  const { discord, heard, resumed } = await connected();
  const ana = discord.person(ANA);
  await ana.says(GENERAL, 'before');
  await until(() => heard.length === 1);
  discord.gateway[how]();
  if (how === 'drop') await until(() => discord.gateway.connections[0]?.state === 'closed');
  await ana.says(GENERAL, 'meanwhile');
  await until(() => resumed.length === 1);
  await ana.says(GENERAL, 'after');
  await until(() => heard.length === 3);
  expect(heard).toEqual(['before', 'meanwhile', 'after']);
  expect(discord.gateway.connections.map((one) => one.path)).toEqual(['/gateway', '/gateway-resume']);
  expect(discord.gateway.connections[1]?.heard[0]).toBe(6);
  expect(discord.gateway.sessions).toHaveLength(1);
});

test('a refused resume is a new session: what was missed is gone', async () => {
  const { discord, client, heard } = await connected();
  await discord.person(ANA).says(GENERAL, 'before');
  await until(() => heard.length === 1);
  discord.gateway.refuseResumes();
  const ready = new Promise((resolve) => client.once('shardReady', resolve));
  discord.gateway.drop();
  await until(() => discord.gateway.connections[0]?.state === 'closed');
  await discord.person(ANA).says(GENERAL, 'missed');
  await ready;
  await discord.person(ANA).says(GENERAL, 'after');
  await until(() => heard.length === 2);
  expect(heard).toEqual(['before', 'after']);
  expect(discord.gateway.sessions.map((one) => one.ended)).toEqual([true, false]);
});

test('a session that was away for too long cannot be resumed', async () => {
  const { discord, client } = await connected({ sessionLivesMs: 1000 });
  discord.gateway.refuseConnections();
  discord.gateway.drop();
  await until(() => discord.gateway.connections[0]?.state === 'closed');
  await discord.time.turn(1001);
  expect(discord.gateway.hasSession()).toBe(false);
  const ready = new Promise((resolve) => client.once('shardReady', resolve));
  discord.gateway.accept();
  await ready;
  expect(discord.gateway.sessions).toHaveLength(2);
});

test('an invalid session that may be resumed is resumed on the same connection', async () => {
  const { discord, heard, resumed } = await connected();
  discord.gateway.invalidate(true);
  await until(() => resumed.length === 1);
  await discord.person(ANA).says(GENERAL, 'still there');
  await until(() => heard.length === 1);
  expect(discord.gateway.connections).toHaveLength(1);
});

test('a frozen connection is given up by the client when no beat is answered, and resumed', async () => {
  const { discord, heard, resumed } = await connected({ heartbeatEveryMs: 150 });
  discord.gateway.freeze();
  await discord.person(ANA).says(GENERAL, 'into the void');
  // discord.js does not watch for missed answers until its next beat.
  await until(() => resumed.length === 1);
  expect(heard).toEqual(['into the void']);
});

test('without the Message Content intent the text of others is empty, unless the bot is called or written to', async () => {
  const { discord, heard } = await connected({}, { intents: INTENTS.filter((one) => one !== GatewayIntentBits.MessageContent) });
  const ana = discord.person(ANA);
  await ana.says(GENERAL, 'a secret', { files: [{ name: 'a.txt', content: 'x' }] });
  await ana.mentions(GENERAL, 'come');
  await ana.says('dm', 'hello');
  await until(() => heard.length === 3);
  expect(heard).toEqual(['', `<@${APP}> come`, 'hello']);
});

test('an intent that the portal does not give closes the connection for good', async () => {
  const discord = await discordServer({ app: { messageContent: false } });
  started.push({ stop: () => discord.close() });
  const client = newClient(discord);
  started.push({ stop: () => client.destroy() });
  await expect(client.login(discord.token)).rejects.toThrow(/disallowed intents/i);
  expect(discord.violations).toMatchObject([{ kind: 'gateway', code: 4014 }]);
});

test('a wrong token is refused over REST; one that was taken back ends the connection', async () => {
  const { discord, client } = await connected();
  const other = newClient(discord);
  started.push({ stop: () => other.destroy() });
  await expect(other.login('something.else.entirely')).rejects.toThrow(/token/i);
  const gone = new Promise((resolve) => client.once('shardDisconnect', resolve));
  discord.resetsToken();
  await gone;
  await expect(client.users.fetch(BEN, { force: true })).rejects.toMatchObject({ status: 401 });
  expect(discord.invalidRequests()).toBe(2);
});

test('a command while the connection is gone is answered after the resume, within its 3 s', async () => {
  const { discord, client, resumed } = await connected();
  await client.application.commands.set([{ name: 'baton', description: 'Ask' }]);
  client.on('interactionCreate', (interaction) => void (interaction.isChatInputCommand() && interaction.reply('there').catch(() => undefined)));
  discord.gateway.drop();
  await until(() => discord.gateway.connections[0]?.state === 'closed');
  expect(await discord.person(ANA).runs(GENERAL, 'baton')).toMatchObject({ taken: true });
  expect(resumed).toHaveLength(1);
  expect(discord.violations).toEqual([]);
});

test('two processes with one token both hear everything', async () => {
  const { discord, heard } = await connected();
  const other = await readyClient(discord);
  started.push({ stop: () => other.destroy() });
  const too: string[] = [];
  other.on('messageCreate', (message) => void too.push(message.content));
  await discord.person(ANA).says(GENERAL, 'both');
  await until(() => heard.length + too.length === 2);
  expect([heard, too]).toEqual([['both'], ['both']]);
});

test('the guild changes while the client looks: roles, permissions, channels, an outage, and the bot removed', async () => {
  const { discord, client } = await connected();
  const guild = () => client.guilds.cache.get(GUILD);
  discord.guild().deniesBot(GENERAL, 'SendMessages');
  await until(() => guild()?.members.me?.permissionsIn(GENERAL).has('SendMessages') === false);
  discord.guild().allowsBot(GENERAL, 'SendMessages');
  await until(() => guild()?.members.me?.permissionsIn(GENERAL).has('SendMessages'));
  discord.guild().withdraws('AttachFiles');
  await until(() => guild()?.members.me?.permissionsIn(GENERAL).has('AttachFiles') === false);
  discord.guild().makesChannel({ id: '910000000000000077', name: 'fresh' });
  await until(() => guild()?.channels.cache.has('910000000000000077'));
  discord.guild().deletesChannel('910000000000000077');
  await until(() => !guild()?.channels.cache.has('910000000000000077'));
  discord.guild().setsRoles(BEN, [TEAM_ROLE]);
  expect((await guild()!.members.fetch({ user: BEN, force: true })).roles.cache.has(LEADS)).toBe(false);
  discord.guild().fails();
  await until(() => guild()?.available === false);
  discord.guild().recovers();
  await until(() => guild()?.available === true);
  discord.guild().removesBot();
  await until(() => guild() === undefined);
  await expect(client.channels.fetch(GENERAL, { force: true })).rejects.toMatchObject({ code: 50001 });
  discord.guild().addsBot();
  await until(() => guild()?.members.me);
});

test('members can be asked for over the gateway: by id without the intent, all with it', async () => {
  const { client } = await connected({ app: { membersIntent: true } }, { intents: [...INTENTS, GatewayIntentBits.GuildMembers] });
  const guild = client.guilds.cache.get(GUILD)!;
  expect((await guild.members.fetch({ user: [ANA, BEN] })).size).toBe(2);
  expect((await guild.members.fetch()).size).toBe(8);
});
