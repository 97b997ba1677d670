/** The local Discord's deadlines: 3 s for the first answer, 15 min for a token, a few minutes for a nonce. */
import { type ChatInputCommandInteraction, type Client, MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { ANA, APP, GENERAL } from '../fakes/discord/world/seed.ts';
import { until } from '../until.ts';

let discord: FakeDiscord;
let client: Client<true>;
let commands: ChatInputCommandInteraction[];
beforeEach(async () => {
  discord = await discordServer({ rates: 'off' });
  client = await readyClient(discord);
  await client.application.commands.set([{ name: 'baton', description: 'Ask' }]);
  commands = [];
  client.on('interactionCreate', (interaction) => void (interaction.isChatInputCommand() && commands.push(interaction)));
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

/** Ana's command as the app has it, not yet answered. */
async function asked(): Promise<{ interaction: ChatInputCommandInteraction; reacted: Promise<unknown> }> {
  const reacted = discord.person(ANA).runs(GENERAL, 'baton');
  const interaction = await until(() => commands.shift());
  return { interaction, reacted };
}

test('an answer after 3 s is for an interaction that nobody knows any more', async () => {
  const { interaction, reacted } = await asked();
  await discord.time.turn(3001);
  expect(await reacted).toEqual({ taken: false, why: 'no_answer_in_time' });
  await expect(interaction.reply('late')).rejects.toMatchObject({ code: 10062, status: 404 });
  expect(discord.violations).toMatchObject([{ kind: 'late-answer', what: '/baton' }]);
  expect((discord.violations[0] as { afterMs: number }).afterMs).toBeGreaterThan(3000);
});

test('a process that is not there does not answer', async () => {
  await client.destroy();
  await until(() => !discord.gateway.hasSession());
  expect(await discord.person(ANA).runs(GENERAL, 'baton')).toEqual({ taken: false, why: 'no_session' });
});

test('of two answers the second is refused, also when it comes from another process', async () => {
  const { interaction, reacted } = await asked();
  await interaction.deferReply();
  expect(await reacted).toMatchObject({ taken: true });
  const again = client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body: { type: 5 } });
  await expect(again).rejects.toMatchObject({ code: 40060 });
  expect(discord.violations).toMatchObject([{ kind: 'bad-answer', why: 'answered twice' }]);
});

test('an interaction that is delivered twice has the same id', async () => {
  const { interaction } = await asked();
  discord.deliversInteractionAgain();
  const second = await until(() => commands.shift());
  expect(second.id).toBe(interaction.id);
});

test('after 15 min the token is over; the message can still be edited by its id', async () => {
  const { interaction } = await asked();
  await interaction.reply({ content: 'working', withResponse: true });
  const [message] = discord.channel(GENERAL);
  await discord.time.turn(15 * 60_000 - 1000);
  await interaction.editReply('still');
  await discord.time.turn(2000);
  await expect(interaction.editReply('late')).rejects.toMatchObject({ code: 50027, status: 401 });
  await client.rest.patch(Routes.channelMessage(GENERAL, message!.id), { body: { content: 'by its id' } });
  expect(discord.channel(GENERAL)[0]?.lines).toEqual(['by its id']);
  expect(discord.violations).toEqual([{ kind: 'spent-token', route: 'followup.edit', code: 50027 }]);
});

test('the token is no good before the first answer', async () => {
  const { interaction } = await asked();
  await expect(client.rest.post(Routes.webhook(APP, interaction.token), { body: { content: 'x' } })).rejects.toMatchObject({ code: 10015 });
});

test('"thinking" in private becomes the first follow-up, in private; the bot token does not find it', async () => {
  const { interaction } = await asked();
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const ana = discord.person(ANA);
  expect(ana.toldPrivately()).toMatchObject([{ thinking: true, lines: ['thinking...'] }]);
  const said = await interaction.followUp('for you');
  expect(ana.toldPrivately()).toMatchObject([{ id: said.id, thinking: false, lines: ['for you'] }]);
  await interaction.followUp({ content: 'and this', flags: MessageFlags.Ephemeral });
  await interaction.followUp('for all');
  expect(discord.channel(GENERAL).map((one) => one.lines)).toEqual([['for all']]);
  expect(ana.sees(GENERAL)).toHaveLength(3);
  await expect(client.rest.patch(Routes.channelMessage(GENERAL, said.id), { body: { content: 'x' } })).rejects.toMatchObject({ code: 10008 });
  await interaction.deleteReply();
  expect(ana.toldPrivately()).toHaveLength(1);
});

test('with_response tells which message it became', async () => {
  const { interaction } = await asked();
  const response = await interaction.deferReply({ withResponse: true });
  expect(response.interaction).toMatchObject({ id: interaction.id, responseMessageLoading: true });
  expect(response.resource?.message?.id).toBe(discord.channel(GENERAL)[0]?.id);
});

test('a message cannot be updated where there is none, nor a command answered with choices', async () => {
  const { interaction } = await asked();
  for (const type of [6, 7, 8])
    await expect(client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body: { type } })).rejects.toMatchObject({ code: 50035 });
  await interaction.reply('so');
  expect(discord.violations.map((one) => one.kind)).toEqual(['invalid', 'invalid', 'invalid']);
});

test('forms: title, number of parts, texts', async () => {
  const part = (index: number, more: object = {}) => ({ type: 18, label: `p${index}`, component: { type: 4, style: 1, custom_id: `c${index}`, ...more } });
  const { interaction } = await asked();
  const show = (data: object) => client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body: { type: 9, data } });
  const good = {
    custom_id: 'f',
    title: 't'.repeat(45),
    components: [0, 1, 2, 3, 4].map((index) => part(index, { value: 'x'.repeat(4000), max_length: 4000 })),
  };
  await expect(show({ ...good, title: 't'.repeat(46) })).rejects.toMatchObject({ code: 50035 });
  await expect(show({ ...good, components: [...good.components, part(5)] })).rejects.toMatchObject({ code: 50035 });
  await expect(show({ ...good, components: [part(0, { value: 'x'.repeat(4001) })] })).rejects.toMatchObject({ code: 50035 });
  await expect(show({ ...good, components: [{ ...part(0), label: 'l'.repeat(46) }] })).rejects.toMatchObject({ code: 50035 });
  await expect(show({ ...good, components: [part(0), part(0)] })).rejects.toMatchObject({ code: 50035 });
  await show(good);
  const ana = discord.person(ANA);
  expect(ana.form()?.fields).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  ana.fills('p0', 'x'.repeat(4001));
  expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['p0'] });
});

test('a nonce that is enforced posts once, for a few minutes; without enforcing it does not', async () => {
  const post = (more: object) =>
    client.rest.post(Routes.channelMessages(GENERAL), { body: { content: 'x', nonce: 'w1:plan', ...more } }) as Promise<{ id: string; nonce: string }>;
  const first = await post({ enforce_nonce: true });
  expect(first.nonce).toBe('w1:plan');
  expect((await post({ enforce_nonce: true, content: 'other' })).id).toBe(first.id);
  expect(discord.channel(GENERAL)).toHaveLength(1);
  expect((await post({})).id).not.toBe(first.id);
  await discord.time.turn(6 * 60_000);
  await post({ enforce_nonce: true });
  expect(discord.channel(GENERAL)).toHaveLength(3);
});
