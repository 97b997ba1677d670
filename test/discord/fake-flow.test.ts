/** The local Discord server, met by the real discord.js: commands, menus, mentions, buttons, lists, forms, threads. */
import { type Client, type Interaction, MessageFlags } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { ANA, APP, BEN, FORUM, GENERAL, GUILD, LEADS, RANDOM } from '../fakes/discord/world/seed.ts';
import { until } from '../until.ts';

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

function onInteraction(client: Client, handle: (interaction: Interaction) => Promise<unknown>): unknown[] {
  const failed: unknown[] = [];
  client.on('interactionCreate', (interaction) => void handle(interaction).catch((error) => failed.push(error)));
  return failed;
}

test('the client is ready: its guild, channels and roles are there, members are not', async () => {
  const { discord, client } = await connected();
  const guild = client.guilds.cache.get(GUILD)!;
  expect(guild.name).toBe('Platform team');
  expect(guild.channels.cache.get(GENERAL)?.name).toBe('general');
  expect(guild.roles.cache.get(LEADS)?.name).toBe('platform-leads');
  expect([...guild.members.cache.keys()]).toEqual([APP]);
  expect((await guild.members.fetch(ANA)).roles.cache.size).toBe(2);
  expect(guild.members.me?.permissionsIn(RANDOM).has('ViewChannel')).toBe(false);
  expect(discord.violations).toEqual([]);
});

test('a command opens a thread, a button in it opens a form, and the form changes the message', async () => {
  const { discord, client } = await connected();
  await client.rest.put(`/applications/${APP}/guilds/${GUILD}/commands`, {
    body: [{ name: 'orchestrate', description: 'Run it', options: [{ type: 3, name: 'task', description: 'What', required: true }] }],
  });
  const failed = onInteraction(client, async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.deferReply();
      const root = await interaction.editReply({ content: `asked by <@${interaction.user.id}>: ${interaction.options.getString('task')}` });
      const thread = await root.startThread({ name: 'A plan' });
      await thread.send({
        flags: MessageFlags.IsComponentsV2,
        components: [
          { type: 10, content: '**The plan** for \\*all\\*' },
          { type: 1, components: [{ type: 2, style: 1, label: 'Edit', custom_id: 'edit:1' }] },
        ],
      });
    }
    if (interaction.isButton())
      await interaction.showModal({
        custom_id: 'plan',
        title: 'Edit the plan',
        components: [{ type: 18, label: 'Title', component: { type: 4, style: 1, custom_id: 'title', max_length: 10 } }],
      });
    if (interaction.isModalSubmit() && interaction.isFromMessage())
      await interaction.update({ components: [{ type: 10, content: `Now: ${interaction.fields.getTextInputValue('title')}` }] });
  });

  const ana = discord.person(ANA);
  expect(await ana.runs(GENERAL, 'orchestrate')).toEqual({ taken: false, why: 'task is required' });
  expect(await ana.runs(GENERAL, 'orchestrate', { task: 'compare' })).toMatchObject({ taken: true });
  const [thread] = await until(() => (discord.threadsOf(GENERAL).length === 1 ? discord.threadsOf(GENERAL) : null));
  const [root, plan] = await until(() => (discord.thread(thread!).length === 2 ? discord.thread(thread!) : null));
  expect(root).toMatchObject({ lines: ['asked by @Ana: compare'], thinking: false, edited: false });
  expect(plan!.lines).toEqual(['The plan for *all*', '[Edit]']);
  expect(await ana.presses(plan!, 'Edit')).toMatchObject({ taken: true });
  expect(ana.form()).toMatchObject({ title: 'Edit the plan', fields: ['Title'], values: { Title: '' } });
  expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['Title'] });
  ana.fills('Title', 'better');
  expect(await ana.submits()).toMatchObject({ kind: 'closed' });
  expect(ana.form()).toBeNull();
  expect(discord.renderedThread(thread!)).toBe('Baton\n  asked by @Ana: compare\n\nBaton (edited)\n  Now: better');
  expect(ana.notified().map((one) => one.why)).toEqual(['mention']);
  expect(failed).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('a mention, a reply and files reach the app; a file can be fetched for a day', async () => {
  const { discord, client } = await connected();
  const heard: { content: string; replied: string | undefined; file: string | undefined; mentioned: boolean }[] = [];
  client.on('messageCreate', (message) => {
    if (message.author.bot) return;
    heard.push({
      content: message.content,
      replied: message.reference?.messageId,
      file: message.attachments.first()?.url,
      mentioned: message.mentions.has(client.user),
    });
  });
  const ana = discord.person(ANA);
  const first = await ana.mentions(GENERAL, 'status', { files: [{ name: 'a log.txt', content: 'all is well' }] });
  await discord.person(BEN).says(GENERAL, 'and mine?', { replyTo: first });
  await discord.person(BEN).says(RANDOM, 'the bot is not here');
  await until(() => heard.length === 2);
  expect(heard[0]).toMatchObject({ content: `<@${APP}> status`, mentioned: true });
  expect(heard[1]).toMatchObject({ content: 'and mine?', replied: first });
  const url = heard[0]!.file!;
  expect(await (await fetch(url)).text()).toBe('all is well');
  await discord.time.turn(25 * 3_600_000);
  expect((await fetch(url)).status).toBe(404);
  expect(ana.notified()).toMatchObject([{ why: 'reply' }]);
});

test('autocomplete, a list, a message menu, and an answer that only one person sees', async () => {
  const { discord, client } = await connected();
  await client.application.commands.set([
    {
      name: 'baton',
      description: 'Ask',
      options: [{ type: 1, name: 'use', description: 'Use', options: [{ type: 3, name: 'persona', description: 'Who', autocomplete: true }] }],
    },
    { name: 'Orchestrate this', type: 3 },
  ]);
  const failed = onInteraction(client, async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([{ name: `${interaction.options.getFocused()}urity`, value: 'security' }]);
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply({
        flags: MessageFlags.Ephemeral,
        content: `of: ${interaction.targetMessage.content}`,
        components: [
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: 'pick',
                placeholder: 'Pick',
                options: [
                  { label: 'One', value: '1' },
                  { label: 'Two', value: '2' },
                ],
              },
            ],
          },
        ],
      });
    if (interaction.isStringSelectMenu()) await interaction.update({ content: `picked ${interaction.values.join()}`, components: [] });
    if (interaction.isChatInputCommand()) await interaction.reply(`with ${interaction.options.getString('persona')}`);
  });
  const ben = discord.person(BEN);
  expect(await ben.suggestions(GENERAL, 'baton use', 'persona', 'sec')).toEqual([{ name: 'security', value: 'security' }]);
  expect(await ben.runs(GENERAL, 'baton use', { persona: 'security' })).toMatchObject({ taken: true });
  const message = await discord.person(ANA).says(GENERAL, 'compare a and b');
  expect(await ben.usesOnMessage('Orchestrate this', { channel: GENERAL, id: message })).toMatchObject({ taken: true });
  const [told] = ben.toldPrivately();
  expect(told).toMatchObject({ lines: ['of: compare a and b', '[Pick v]'], onlyYou: true, selects: ['Pick'] });
  expect(await ben.chooses(told!, 'Pick', 'Two')).toMatchObject({ taken: true });
  expect(ben.toldPrivately()[0]?.lines).toEqual(['picked 2']);
  expect(discord.channel(GENERAL).map((one) => one.lines[0])).toEqual(['with security', 'compare a and b']);
  expect(failed).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('a post in a forum is a thread, and archiving, locking and deleting it is heard', async () => {
  const { discord, client } = await connected();
  const heard: string[] = [];
  client.on('threadCreate', (thread, fresh) => void heard.push(`created ${thread.name} ${fresh}`));
  client.on('threadUpdate', (_, thread) => void heard.push(`archived ${thread.archived} locked ${thread.locked}`));
  client.on('threadDelete', (thread) => void heard.push(`deleted ${thread.name}`));
  client.on('messageCreate', (message) => void (message.author.bot || void message.reply('here').catch((error) => heard.push(String(error)))));
  const cleo = discord.person('920000000000000003');
  const thread = await cleo.postsInForum(FORUM, 'Why?', 'because', { tags: ['bug'] });
  await until(() => discord.thread(thread).length === 2);
  await cleo.archives(thread);
  await cleo.says(thread, 'still here');
  await until(() => discord.thread(thread).length === 4);
  await cleo.locks(thread);
  await cleo.deletesThread(thread);
  await until(() => heard.at(-1)?.startsWith('deleted'));
  expect(heard).toEqual(['created Why? true', 'archived true locked false', 'archived false locked false', 'archived true locked true', 'deleted Why?']);
});
