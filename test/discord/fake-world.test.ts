/** The local Discord's rules about who may do what and who is called: permissions, archived threads, mentions, direct messages, faults. */
import { type Client, type GuildTextBasedChannel, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import {
  ADMINS,
  ANA,
  APP,
  BEN,
  CLEO,
  DINA,
  EVE,
  FORUM,
  GENERAL,
  GUILD,
  GUS,
  LEADS,
  OTHER_BOT,
  RANDOM,
  READ_ONLY,
  SECRET,
} from '../fakes/discord/world/seed.ts';
import { until } from '../until.ts';

let discord: FakeDiscord;
let client: Client<true>;
beforeEach(async () => {
  discord = await discordServer({ rates: 'off' });
  client = await readyClient(discord);
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

async function channel(id: string): Promise<GuildTextBasedChannel> {
  const found = await client.channels.fetch(id, { force: true });
  if (!found?.isTextBased() || found.isDMBased()) throw new Error('not a channel of a guild');
  return found;
}

const post = (id: string, body: object = { content: 'x' }) => client.rest.post(Routes.channelMessages(id), { body }) as Promise<{ id: string }>;
const refused = (code: number) => ({ code });

test('what the bot does not see, may not do, or what is not there', async () => {
  await expect(post(RANDOM)).rejects.toMatchObject(refused(50001));
  await expect(post(READ_ONLY)).rejects.toMatchObject(refused(50013));
  await expect(post(FORUM)).rejects.toMatchObject(refused(50008));
  await expect(post('910000000000009999')).rejects.toMatchObject(refused(10003));
  const message = await discord.person(ANA).says(GENERAL, 'mine');
  await expect(client.rest.patch(Routes.channelMessage(GENERAL, message), { body: { content: 'x' } })).rejects.toMatchObject(refused(50005));
  await expect(client.rest.delete(Routes.channelMessage(GENERAL, message))).rejects.toMatchObject(refused(50013));
  await discord.person(ANA).deletes(GENERAL, message);
  await expect(client.rest.get(Routes.channelMessage(GENERAL, message))).rejects.toMatchObject(refused(10008));
  await expect(client.rest.get(Routes.guildMembers(GUILD))).rejects.toMatchObject(refused(50001));
  await expect(client.rest.get(Routes.guildMember(GUILD, EVE))).rejects.toMatchObject(refused(10007));
  discord.guild().withdraws('AttachFiles');
  await expect((await channel(GENERAL)).send({ files: [Buffer.from('x')] })).rejects.toMatchObject(refused(50013));
  discord.guild().grants('AttachFiles');
  await (await channel(GENERAL)).send({ files: [Buffer.from('x')] });
  discord.guild().deletesChannel(SECRET);
  await expect(post(SECRET)).rejects.toMatchObject(refused(10003));
  expect(discord.violations).toEqual([]);
});

test("people keep to what they may: channels, commands for managers, others' threads", async () => {
  await client.application.commands.set([{ name: 'settings', description: 'Set', defaultMemberPermissions: ['ManageGuild'] }]);
  expect(() => discord.person(CLEO).sees(SECRET)).toThrow(/ViewChannel/);
  expect(await discord.person(ANA).runs(GENERAL, 'settings')).toEqual({ taken: false, why: '/settings is not offered here' });
  expect(
    await discord
      .person(EVE)
      .runs(GENERAL, 'settings')
      .catch((error) => String(error)),
  ).toMatch(/ViewChannel/);
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Talk');
  await expect(discord.person(GUS).archives(thread)).rejects.toThrow(/ManageThreads/);
  await discord.person(CLEO).locks(thread);
  await expect(discord.person(ANA).says(thread, 'x')).rejects.toThrow(/ManageThreads/);
});

test('an archived thread: a post opens it, anything else is refused; a locked one takes nothing', async () => {
  discord.guild().withdraws('ManageThreads');
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Talk');
  const { id } = await post(thread);
  await discord.person(BEN).archives(thread);
  await expect(client.rest.patch(Routes.channelMessage(thread, id), { body: { content: 'y' } })).rejects.toMatchObject(refused(50083));
  expect(discord.threadState(thread)?.archived).toBe(true);
  await post(thread);
  expect(discord.threadState(thread)?.archived).toBe(false);
  await client.rest.patch(Routes.channelMessage(thread, id), { body: { content: 'y' } });
  await discord.person(BEN).archives(thread);
  await client.rest.patch(Routes.channel(thread), { body: { archived: false } });
  expect(discord.threadState(thread)?.archived).toBe(false);
  await discord.person(CLEO).locks(thread);
  await expect(post(thread)).rejects.toMatchObject(refused(160005));
  await expect(client.rest.patch(Routes.channel(thread), { body: { archived: false } })).rejects.toMatchObject(refused(50013));
  await discord.person(CLEO).deletesThread(thread);
  await expect(post(thread)).rejects.toMatchObject(refused(10003));
});

test('a server may be set to refuse posts into archived threads', async () => {
  const strict = await discordServer({ postsInArchived: 'refuse' });
  const other = await readyClient(strict);
  try {
    const thread = await strict.person(BEN).opensThread(GENERAL, 'Talk');
    await strict.person(BEN).archives(thread);
    await expect(other.rest.post(Routes.channelMessages(thread), { body: { content: 'x' } })).rejects.toMatchObject(refused(50083));
  } finally {
    await other.destroy();
    await strict.close();
  }
});

test('a thread grows once from a message, keeps its id, and outlives it', async () => {
  const message = await discord.person(ANA).says(GENERAL, 'compare');
  const thread = await (await (await channel(GENERAL)).messages.fetch(message)).startThread({ name: 'Work' });
  expect(thread.id).toBe(message);
  await expect(client.rest.post(Routes.threads(GENERAL, message), { body: { name: 'Again' } })).rejects.toMatchObject(refused(160004));
  await thread.members.add(GUS);
  await thread.send('hello');
  expect(discord.threadState(thread.id)?.members.toSorted()).toEqual([APP, GUS].toSorted());
  await discord.person(ANA).deletes(GENERAL, message);
  await thread.send('still here');
  expect(discord.thread(thread.id).map((one) => one.lines[0])).toEqual(['hello', 'still here']);
});

test('the bot posts in a forum, and its first message has the id of the thread', async () => {
  const thread = (await client.rest.post(Routes.threads(FORUM), { body: { name: 'A run', message: { content: 'the plan' } } })) as {
    id: string;
    message: { id: string };
  };
  expect(thread.message.id).toBe(thread.id);
  expect(discord.threadsOf(FORUM)).toEqual([thread.id]);
  expect(discord.renderedThread(thread.id)).toBe('Baton\n  the plan');
});

test('who is really called: by allowed_mentions, by what the author may do, and never by an edit', async () => {
  const all = `<@${ANA}> <@&${LEADS}> <@&${ADMINS}> @everyone`;
  const called = () => discord.notifications.map((one) => `${one.why} ${one.user}`);
  await post(GENERAL, { content: all, allowed_mentions: { parse: [] } });
  expect(called()).toEqual([]);
  const { id } = await post(GENERAL, { content: 'later', allowed_mentions: { parse: [] } });
  await client.rest.patch(Routes.channelMessage(GENERAL, id), { body: { content: all } });
  expect(called()).toEqual([]);
  await post(GENERAL, { content: all, allowed_mentions: { users: [ANA] } });
  expect(called()).toEqual([`mention ${ANA}`]);
  expect(discord.person(ANA).notified()).toHaveLength(1);
  // Without it everything is called that the bot may call: not everyone, and no role that is not open to all.
  await post(GENERAL, { content: all });
  expect(called().slice(1).toSorted()).toEqual([`mention ${ANA}`, `role-mention ${BEN}`, `role-mention ${CLEO}`].toSorted());
  await post(GENERAL, { flags: 32768, components: [{ type: 17, components: [{ type: 10, content: `<@${BEN}>` }] }] });
  expect(called().at(-1)).toBe(`mention ${BEN}`);
  const question = await discord.person(GUS).says(GENERAL, 'why?');
  await post(GENERAL, { content: 'because', message_reference: { message_id: question }, allowed_mentions: { parse: [] } });
  expect(discord.person(GUS).notified()).toEqual([]);
  expect(discord.channel(GENERAL).at(-4)?.live).toEqual({ users: [ANA], roles: [LEADS, ADMINS], everyone: true, links: [] });
});

test('direct messages: who takes them, who does not, who is not in a guild, and no bots', async () => {
  const dina = await client.users.fetch(DINA);
  await (await client.users.fetch(ANA)).send('psst');
  expect(discord.person(ANA).directMessages()).toMatchObject([{ lines: ['psst'], author: 'Baton' }]);
  await expect(dina.send('psst')).rejects.toMatchObject(refused(50007));
  await expect((await client.users.fetch(EVE)).send('psst')).rejects.toMatchObject(refused(50007));
  await expect(client.rest.post(Routes.userChannels(), { body: { recipient_id: OTHER_BOT } })).rejects.toMatchObject(refused(50033));
  expect(discord.notifications.map((one) => one.why)).toEqual(['direct-message']);
});

test('faults: done without an answer, not done at all, refused, hanging', async () => {
  const body = { content: 'x', nonce: 'n', enforce_nonce: true };
  discord.faults.next('message.post', { kind: 'lose-answer' });
  await expect(post(GENERAL, body)).rejects.toThrow();
  expect(discord.channel(GENERAL)).toHaveLength(1);
  await post(GENERAL, body);
  expect(discord.channel(GENERAL)).toHaveLength(1);
  discord.faults.next('message.post', { kind: 'lose-call' });
  await expect(post(GENERAL)).rejects.toThrow();
  discord.faults.next('message.post', { kind: 'server-error' }, { when: (sent) => sent.content === 'x' });
  await expect(post(GENERAL)).rejects.toMatchObject({ status: 500 });
  discord.faults.next('*', { kind: 'refuse', code: 50013 });
  await expect(post(GENERAL)).rejects.toMatchObject(refused(50013));
  expect(discord.channel(GENERAL)).toHaveLength(1);
  const gate = Promise.withResolvers<void>();
  discord.faults.next('message.post', { kind: 'hang', until: gate.promise });
  const hanging = post(GENERAL);
  await until(() => discord.calls.at(-1)?.status === null && discord.count('message.post') === 6);
  gate.resolve();
  await hanging;
  expect(discord.channel(GENERAL)).toHaveLength(2);
  expect(discord.calls.filter((one) => one.route === 'message.post').map((one) => one.status)).toEqual(['broken', 200, 'broken', 500, 403, 200]);
  expect(discord.faults.left()).toBe(0);
});

test('what people read: markup as words, names for ids, escapes undone, hostile text as it is', async () => {
  await post(GENERAL, {
    content: `# **Plan** for <@${ANA}> and <@&${LEADS}> in <#${GENERAL}>\n-# small \\*not bold\\* snake_case_name \`**code**\`\n[here](https://evil.test) @everyone`,
  });
  const [said] = discord.channel(GENERAL);
  expect(said!.lines).toEqual([
    'Plan for @Ana and @platform-leads in #general',
    'small *not bold* snake_case_name `**code**`',
    '[here](https://evil.test) @everyone',
  ]);
  expect(said!.live.links).toEqual(['https://evil.test']);
});

test('messages are listed newest first, by pages, without what only one person sees', async () => {
  for (let index = 0; index < 5; index += 1) await discord.person(ANA).says(GENERAL, `m${index}`);
  const list = async (query: string) =>
    ((await client.rest.get(`${Routes.channelMessages(GENERAL)}?${query}`)) as { id: string; content: string }[]).map((one) => one.content);
  expect(await list('limit=2')).toEqual(['m4', 'm3']);
  const third = discord.channel(GENERAL)[2]!.id;
  expect(await list(`limit=2&before=${third}`)).toEqual(['m1', 'm0']);
  expect(await list(`limit=1&after=${third}`)).toEqual(['m3']);
  discord.guild().deniesBot(GENERAL, 'ReadMessageHistory');
  expect(await list('limit=2')).toEqual([]);
});
