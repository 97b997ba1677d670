/** Where Discord begins no thread, whoever asked hears it once; nothing is tried on before everybody's eyes. */
import { afterEach, expect, test } from 'vitest';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { openArena } from './arena.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const TASK = 'Compare three stores AND write it down';

const told = (discord: FakeDiscord) =>
  discord
    .person(ANA)
    .toldPrivately()
    .map(({ lines, thinking }) => `${thinking ? '(thinking) ' : ''}${lines.join(' / ')}`);

const written = (discord: FakeDiscord) =>
  discord
    .person(ANA)
    .directMessages()
    .map(({ lines }) => lines.join(' / '));

test.each([
  [160006, 'as many open ones as it may have'],
  [160007, 'as many open ones as it may have'],
  [50024, 'no threads'],
  [50068, 'none could be opened here'],
  [50013, 'none could be opened here'],
  [10003, 'none could be opened here'],
  [99999, 'none could be opened here'],
])('a command, and Discord begins no thread with %i: one private answer, and nothing stays in the channel', async (code, words) => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.faults.next('thread.from-message', { kind: 'refuse', code }, { times: 99 });
  expect(await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK })).toMatchObject({ taken: true });
  await until(() => told(discord).some((text) => text.includes(words)));
  expect(told(discord)).toHaveLength(1);
  expect([discord.count('message.post'), discord.count('thread.from-message')]).toEqual([1, 1]);
  expect(discord.channel(GENERAL)).toEqual([]);
  expect(await baton.runs()).toEqual([]);
  discord.faults.clear();
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  expect((await baton.run()).place.channel).toBe(GENERAL);
});

test('a mention hears it by direct message', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.faults.next('thread.from-message', { kind: 'refuse', code: 160006 }, { times: 99 });
  await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await until(() => written(discord).some((text) => text.includes('as many open ones as it may have')));
  expect(discord.count('thread.from-message')).toBe(1);
  expect(await baton.runs()).toEqual([]);
});

test('of a mention that its author took back nothing is said, and nothing is tried on', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.faults.next('thread.from-message', { kind: 'refuse', code: 10008 }, { times: 99 });
  await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await until(() => discord.count('thread.from-message') > 0);
  // What is to be tried on is not done yet.
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  expect(written(discord)).toEqual([]);
  expect(discord.count('thread.from-message')).toBe(1);
  expect(await baton.runs()).toEqual([]);
});

test('whoever chose a message that is gone hears that', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  const id = await discord.person(BEN).says(GENERAL, TASK);
  discord.faults.next('thread.from-message', { kind: 'refuse', code: 10008 }, { times: 99 });
  await discord.person(ANA).usesOnMessage('Orchestrate this', { channel: GENERAL, id });
  await until(() => told(discord).some((text) => text.includes('not there any more')));
  expect(told(discord)).toHaveLength(1);
  expect(await baton.runs()).toEqual([]);
});

test('a Discord that is out of order for a moment is tried on', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.faults.next('thread.from-message', { kind: 'server-error' }, { times: 2 });
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  expect((await baton.run()).place.channel).toBe(GENERAL);
  expect(discord.channel(GENERAL)).toHaveLength(1);
});

test('without what Discord may want for a thread from a message none is tried', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.guild().deniesBot(GENERAL, 'ReadMessageHistory');
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  await until(() => told(discord).some((text) => text.includes('Read Message History')));
  expect([discord.count('message.post'), discord.count('thread.from-message')]).toEqual([0, 0]);
  expect(await baton.runs()).toEqual([]);
  expect(discord.violations).toEqual([]);
});
