/** What the local Discord shows and takes: every component as people read it, forms with every kind of field, and many at once. */
import { type Client, type Interaction, MessageFlags, MessageType, type ModalSubmitInteraction, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { ANA, BEN, BOT_ROLE, GENERAL, GUILD, LEADS, OTTO, SECRET } from '../fakes/discord/world/seed.ts';
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

function onInteraction(handle: (interaction: Interaction) => Promise<unknown>): unknown[] {
  const failed: unknown[] = [];
  client.on('interactionCreate', (interaction) => void handle(interaction).catch((error) => failed.push(error)));
  return failed;
}

const field = (label: string, component: object) => ({ type: 18, label, component });

test('a form with every kind of field, filled in and taken', async () => {
  await client.application.commands.set([{ name: 'form', description: 'Ask' }]);
  const options = [
    { label: 'One', value: '1' },
    { label: 'Two', value: '2', default: true },
    { label: 'Three', value: '3' },
  ];
  const submitted: ModalSubmitInteraction[] = [];
  const failed = onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand())
      await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: {
          type: 9,
          data: {
            custom_id: 'f',
            title: 'All',
            components: [
              field('Words', { type: 4, style: 2, custom_id: 'words', value: 'as it was', required: false }),
              field('Pick', { type: 3, custom_id: 'pick', options, max_values: 2 }),
              field('Who', { type: 5, custom_id: 'who', required: false }),
              field('Team', { type: 6, custom_id: 'team', default_values: [{ type: 'role', id: LEADS }] }),
              field('Files', { type: 19, custom_id: 'files', required: false }),
            ],
          },
        },
      });
    if (interaction.isModalSubmit()) {
      submitted.push(interaction);
      await interaction.reply({ content: 'taken', flags: MessageFlags.Ephemeral });
    }
  });
  const ana = discord.person(ANA);
  await ana.runs(GENERAL, 'form');
  expect(ana.form()).toMatchObject({ title: 'All', values: { Words: 'as it was', Pick: ['2'], Who: [], Team: [LEADS], Files: [] } });
  ana.fills('Pick', []);
  expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['Pick'] });
  ana.fills('Pick', ['One', 'Three']);
  ana.fills('Who', BEN);
  ana.fills('Files', [{ name: 'result.md', content: '# result' }]);
  expect(() => ana.fills('Pick', ['One', 'Two', 'Three'])).toThrow(/Between 1 and 2/);
  expect(await ana.submits()).toMatchObject({ kind: 'closed' });
  const { fields } = submitted[0]!;
  expect(fields.getTextInputValue('words')).toBe('as it was');
  expect(fields.getStringSelectValues('pick')).toEqual(['1', '3']);
  expect(fields.getSelectedUsers('who')?.map((one) => one.username)).toEqual(['ben']);
  expect(fields.getSelectedRoles('team')?.map((one) => one?.name)).toEqual(['platform-leads']);
  expect(await (await fetch(fields.getUploadedFiles('files')!.first()!.url)).text()).toBe('# result');
  expect(ana.toldPrivately()).toMatchObject([{ lines: ['taken'] }]);
  expect(failed).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('a form that is not answered in time stays, with what was filled in', async () => {
  await client.application.commands.set([{ name: 'form', description: 'Ask' }]);
  const waiting: ModalSubmitInteraction[] = [];
  const failed = onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({ custom_id: 'f', title: 'F', components: [field('Words', { type: 4, style: 1, custom_id: 'w' }) as never] });
    if (interaction.isModalSubmit()) waiting.push(interaction);
  });
  const ana = discord.person(ANA);
  await ana.runs(GENERAL, 'form');
  ana.fills('Words', 'kept');
  const first = ana.submits();
  await until(() => waiting.length === 1);
  await discord.time.turn(3001);
  expect(await first).toEqual({ kind: 'failed', why: 'no_answer_in_time' });
  expect(ana.form()?.values).toEqual({ Words: 'kept' });
  const second = ana.submits();
  await (await until(() => waiting[1])).deferReply();
  expect(await second).toMatchObject({ kind: 'closed' });
  expect(failed).toEqual([]);
});

test('every component as a person reads it', async () => {
  const words = (content: string) => ({ type: 10, content });
  await client.rest.post(Routes.channelMessages(GENERAL), {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: 17,
          components: [
            words('**Plan**'),
            { type: 14 },
            { type: 9, components: [words('one'), words('two')], accessory: { type: 2, style: 2, label: 'Open', custom_id: 'o' } },
            { type: 12, items: [{ media: { url: 'attachment://plan.png' }, description: 'The plan as a picture' }] },
          ],
        },
        { type: 13, file: { url: 'attachment://plan.md' } },
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Same', custom_id: 'a' },
            { type: 2, style: 1, label: 'Same', custom_id: 'b', disabled: true },
            { type: 2, style: 5, label: 'Page', url: 'https://page.test' },
          ],
        },
        { type: 1, components: [{ type: 6, custom_id: 'roles', placeholder: 'Who decides' }] },
      ],
    },
    files: [
      { name: 'plan.png', data: Buffer.from('png') },
      { name: 'plan.md', data: Buffer.from('md') },
    ],
  });
  const [seen] = discord.channel(GENERAL);
  expect(seen!.lines).toEqual([
    '| Plan',
    '| ---',
    '| one',
    '| two',
    '| [Open]',
    '| [picture: The plan as a picture]',
    '[file: plan.md]',
    '[Same] [Same (off)] [Page -> https://page.test]',
    '[Who decides v]',
  ]);
  expect(seen).toMatchObject({ buttons: ['Open', 'Same'], selects: ['Who decides'], files: ['plan.png', 'plan.md'] });
  expect(seen!.live.links).toEqual(['https://page.test']);
  await expect(discord.person(ANA).presses(seen!, 'Same#2')).rejects.toThrow(/disabled/);
  await expect(discord.person(ANA).presses(seen!, 'Page')).rejects.toThrow(/opens/);
});

test('pressing what was there when they looked, although it changed', async () => {
  const pressed: string[] = [];
  onInteraction(async (interaction) => {
    if (!interaction.isButton()) return;
    pressed.push(interaction.customId);
    await interaction.deferUpdate();
  });
  const row = (id: string) => [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: id }] }];
  const { id } = (await client.rest.post(Routes.channelMessages(GENERAL), { body: { content: 'x', components: row('old') } })) as { id: string };
  const [before] = discord.channel(GENERAL);
  await client.rest.patch(Routes.channelMessage(GENERAL, id), { body: { components: row('new') } });
  expect(await discord.person(ANA).pressesAsSeen(before!, 'Go')).toMatchObject({ taken: true });
  expect(await discord.person(ANA).presses(before!, 'Go')).toMatchObject({ taken: true });
  expect(pressed).toEqual(['old', 'new']);
});

test('a thread archives itself when nobody writes; what starts it points to its message and is not said by anyone', async () => {
  const starters: (string | undefined)[] = [];
  client.on('messageCreate', (message) => void (message.type === MessageType.ThreadStarterMessage && starters.push(message.reference?.messageId)));
  const message = await discord.person(ANA).says(GENERAL, 'compare');
  const thread = (await client.rest.post(Routes.threads(GENERAL, message), { body: { name: 'Work', auto_archive_duration: 60 } })) as { id: string };
  await until(() => starters.length === 1);
  expect(starters).toEqual([message]);
  expect(discord.thread(thread.id).map((one) => one.lines)).toEqual([['compare']]);
  await discord.time.turn(50 * 60_000);
  await discord.person(ANA).says(thread.id, 'still');
  await discord.time.turn(50 * 60_000);
  expect(discord.threadState(thread.id)?.archived).toBe(false);
  await discord.time.turn(11 * 60_000);
  expect(discord.threadState(thread.id)?.archived).toBe(true);
});

test('the owner may do everything, and the bot has a role of its own', () => {
  expect(discord.person(OTTO).sees(SECRET)).toEqual([]);
  expect(client.guilds.cache.get(GUILD)?.roles.cache.get(BOT_ROLE)?.managed).toBe(true);
});

test('200 commands at once are taken, and this server is not what is slow', async () => {
  await client.application.commands.set([{ name: 'baton', description: 'Ask' }]);
  const failed = onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  });
  const reacted = await Promise.all(Array.from({ length: 200 }, () => discord.person(ANA).runs(GENERAL, 'baton')));
  expect(reacted.filter((one) => !one.taken)).toEqual([]);
  expect(failed).toEqual([]);
  expect(discord.violations).toEqual([]);
});
