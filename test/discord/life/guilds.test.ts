/** Baton comes to servers and goes: runs wait and go on, the first word is said once, and an outage of Discord's is no going. */
import { afterEach, expect, test } from 'vitest';
import { tenantId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, GENERAL, GUILD, READ_ONLY } from '../../fakes/discord/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, batonAtDiscord } from '../receiving/baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function discordWith(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await discordServer({ rates: 'off', ...options });
  open.push({ stop: () => discord.close() });
  return discord;
}

async function databaseUrl(): Promise<string> {
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  return fresh.url;
}

async function baton(discord: FakeDiscord, url: string): Promise<BatonAtDiscord> {
  const started = await batonAtDiscord({ discord, url });
  let stopped = false;
  const once = {
    ...started,
    async stop() {
      if (!stopped) await started.stop();
      stopped = true;
    },
  };
  open.push(once);
  return once;
}

/** A run that waits for a yes; its thread. */
async function asks(discord: FakeDiscord, { run }: BatonAtDiscord): Promise<string> {
  expect(await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: 'Compare the stores AND write the guide' })).toMatchObject({ taken: true });
  const { place } = await run((state) => openDecisions(state).length > 0);
  await until(() => discord.renderedThread(place.thread).includes('Approve'));
  return place.thread;
}

async function endsWell(discord: FakeDiscord, { run }: BatonAtDiscord, thread: string): Promise<void> {
  const plan = discord.thread(thread).find(({ buttons }) => buttons.some((label) => label.startsWith('Approve')));
  if (!plan) throw new Error('No plan.');
  expect(await discord.person(ANA).presses(plan, 'Approve')).toMatchObject({ taken: true });
  await run(({ stage }) => stage.kind === 'ended');
  await until(() => discord.renderedThread(thread).includes('Coverage: 2 of 2'));
}

const uninstalled = ({ run }: BatonAtDiscord) => run((state) => state.away?.reason === 'uninstalled');
const back = ({ run }: BatonAtDiscord) => run((state) => state.away === null);

test('taken out of the server and let in again: the run waits in between, and goes on', async () => {
  const discord = await discordWith();
  const it = await baton(discord, await databaseUrl());
  const thread = await asks(discord, it);
  discord.guild().removesBot();
  await uninstalled(it);
  expect(await it.database.installations.find('discord', tenantId(GUILD))).toBeNull();
  discord.guild().addsBot();
  await back(it);
  expect(await it.database.installations.find('discord', tenantId(GUILD))).toMatchObject({ about: { name: 'Platform team' } });
  await endsWell(discord, it, thread);
});

test('taken out while no process was there: the next one finds out; and so for being let in again', async () => {
  const discord = await discordWith({ guilds: [{}, { id: '900000000000000002', channels: [] }] });
  const url = await databaseUrl();
  const first = await baton(discord, url);
  const thread = await asks(discord, first);
  await first.stop();
  discord.guild().removesBot();
  const second = await baton(discord, url);
  await uninstalled(second);
  await second.stop();
  discord.guild().addsBot();
  const third = await baton(discord, url);
  await back(third);
  await endsWell(discord, third, thread);
});

test('an outage of Discord’s is no going', async () => {
  const discord = await discordWith();
  const it = await baton(discord, await databaseUrl());
  const thread = await asks(discord, it);
  discord.guild().fails();
  discord.guild().recovers();
  await endsWell(discord, it, thread);
  expect(await it.database.sql`select 1 from events where body ->> 'kind' = 'place-lost'`).toEqual([]);
});

test('where the server wants words to all, Baton says once that it is there, however many processes there are, and again when it comes anew', async () => {
  const discord = await discordWith({ guilds: [{ systemChannel: GENERAL }] });
  const url = await databaseUrl();
  await Promise.all([baton(discord, url), baton(discord, url)]);
  const words = () => discord.channel(GENERAL).filter(({ lines }) => lines.join('\n').includes('Baton is here.'));
  await until(() => words().length === 1);
  const third = await baton(discord, url);
  await asks(discord, third);
  expect(words().length).toBe(1);
  discord.guild().removesBot();
  await until(async () => (await third.database.installations.find('discord', tenantId(GUILD))) === null);
  discord.guild().addsBot();
  await until(() => words().length === 2);
  expect(discord.notifications.filter(({ message }) => words().some(({ id }) => id === message))).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('where it may not write, it says nothing, and works', async () => {
  const discord = await discordWith({ guilds: [{ systemChannel: READ_ONLY }] });
  const it = await baton(discord, await databaseUrl());
  await endsWell(discord, it, await asks(discord, it));
  expect(discord.channel(READ_ONLY)).toEqual([]);
});
