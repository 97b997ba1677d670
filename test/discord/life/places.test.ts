/** Places come and go: the ledger stays true, runs go on by themselves, and somebody who can act hears of it. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, CLEO, DINA, EVE, GENERAL, OTTO } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, batonAtDiscord } from '../receiving/baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

interface Waiting {
  readonly discord: FakeDiscord;
  readonly baton: BatonAtDiscord;
  readonly thread: string;
}

/** A run that waits for a yes. */
async function waiting(requester = ANA, options: DiscordOptions = {}, admins: readonly string[] = []): Promise<Waiting> {
  const discord = await discordServer({ rates: 'off', ...options });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord, admins });
  open.push(baton);
  expect(await discord.person(requester).runs(GENERAL, 'orchestrate', { task: TASK })).toMatchObject({ taken: true });
  const { place } = await baton.run(asksForApproval);
  await until(() => discord.renderedThread(place.thread).includes('Approve'));
  return { discord, baton, thread: place.thread };
}

const heard = (discord: FakeDiscord, person: string) =>
  discord
    .person(person)
    .directMessages()
    .map(({ lines }) => lines.join(' / '));

async function approves(discord: FakeDiscord, person: string, thread: string): Promise<void> {
  const plan = discord.thread(thread).find(({ buttons }) => buttons.some((label) => label.startsWith('Approve')));
  if (!plan) throw new Error(`No plan to approve in:\n${discord.renderedThread(thread)}`);
  expect(await discord.person(person).presses(plan, 'Approve')).toMatchObject({ taken: true });
}

async function goesOn({ discord, baton, thread }: Waiting): Promise<void> {
  await baton.run((state) => state.away === null);
  await approves(discord, ANA, thread);
  expect((await baton.run(({ stage }) => stage.kind === 'ended')).stage).toMatchObject({ outcome: 'completed' });
  await until(() => discord.renderedThread(thread).includes('Coverage: 3 of 3'));
  expect(discord.violations).toEqual([]);
}

test('a locked thread: its run waits, the requester and who can unlock it hear of it, and it goes on when it is unlocked', async () => {
  const at = await waiting();
  const { discord, baton, thread } = at;
  await discord.person(CLEO).locks(thread);
  const away = await baton.run((state) => state.away !== null);
  expect(away.away).toMatchObject({ reason: 'locked' });
  expect(statusWord(away)).toBe('parked');
  await until(() => heard(discord, ANA).some((text) => text.includes('the thread is locked') && text.includes('#1')));
  await until(() => heard(discord, OTTO).length === 1);
  await discord.person(CLEO).unlocks(thread);
  await goesOn(at);
  expect(heard(discord, ANA).length).toBe(1);
  expect(heard(discord, BEN)).toEqual([]);
});

test('an archived thread is no loss', async () => {
  const at = await waiting();
  await at.discord.person(CLEO).archives(at.thread);
  await at.discord.person(CLEO).unarchives(at.thread);
  await goesOn(at);
  expect(heard(at.discord, ANA)).toEqual([]);
  expect((await at.baton.database.sql`select 1 from events where body ->> 'kind' = 'place-lost'`).length).toBe(0);
});

test('without a permission: the run waits, the requester and the owner hear which one, and it goes on when it is given', async () => {
  const at = await waiting();
  const { discord, baton } = at;
  discord.guild().withdraws('SendMessagesInThreads', 'AttachFiles');
  expect((await baton.run((state) => state.away !== null)).away).toMatchObject({ reason: 'not-allowed' });
  for (const person of [ANA, OTTO]) await until(() => heard(discord, person).some((text) => text.includes('Send Messages in Threads: nothing of a run')));
  discord.guild().grants('SendMessagesInThreads', 'AttachFiles');
  await goesOn(at);
});

test('a channel that is hidden from Baton, and shown again', async () => {
  const at = await waiting();
  at.discord.guild().deniesBot(GENERAL, 'ViewChannel');
  expect((await at.baton.run((state) => state.away !== null)).away).toMatchObject({ reason: 'left' });
  await until(() => heard(at.discord, ANA).some((text) => text.includes('out of the channel or its thread') && text.includes('Invite Baton there again')));
  at.discord.guild().allowsBot(GENERAL, 'ViewChannel');
  await goesOn(at);
});

test('a permission that a run can do without holds nothing up', async () => {
  const at = await waiting();
  at.discord.guild().withdraws('AttachFiles');
  await at.baton.run((state) => state.away === null);
  await approves(at.discord, ANA, at.thread);
  await at.baton.run(({ stage }) => stage.kind === 'ended');
  await until(() => at.discord.renderedThread(at.thread).includes('Coverage: 3 of 3'));
  expect(heard(at.discord, ANA)).toEqual([]);
});

test('a deleted thread, and a deleted channel: what there is stays, and the run can be ended from elsewhere', async () => {
  const { discord, baton, thread } = await waiting();
  await discord.person(CLEO).deletesThread(thread);
  expect((await baton.run((state) => state.away !== null)).away).toMatchObject({ reason: 'thread-deleted' });
  await until(() => heard(discord, ANA).some((text) => text.includes('its thread was deleted') && text.includes('/baton cancel ends it')));
  discord.guild().makesChannel({ id: '910000000000000077', name: 'elsewhere' });
  discord.guild().deletesChannel(GENERAL);
  expect((await baton.run((state) => state.away?.reason !== 'thread-deleted')).away).toMatchObject({ reason: 'deleted' });
  expect(await discord.person(ANA).runs('910000000000000077', 'baton cancel', { run: 1 })).toMatchObject({ taken: true });
  expect((await baton.run(({ stage }) => stage.kind === 'ended')).stage).toMatchObject({ outcome: 'cancelled' });
  // Told of the loss once; of the second one nobody who waits already is told.
  expect(heard(discord, ANA).length).toBe(1);
});

test('somebody without direct messages: the owner is told instead', async () => {
  const { discord } = await waiting(DINA);
  discord.guild().withdraws('SendMessagesInThreads');
  await until(() => heard(discord, OTTO).some((text) => text.includes('1 run cannot go on')));
  expect(heard(discord, DINA)).toEqual([]);
});

test('the owner of this server is told, and no admin of Baton who is not in it', async () => {
  const elsewhere = { id: '900000000000000002', owner: EVE, members: [{ id: EVE }], channels: [] };
  const { discord } = await waiting(DINA, { guilds: [{}, elsewhere] }, [EVE]);
  discord.guild().withdraws('SendMessagesInThreads');
  await until(() => heard(discord, OTTO).some((text) => text.includes('1 run cannot go on')));
  expect(heard(discord, EVE)).toEqual([]);
});
