/** Threads from which commands arrive although Baton can say nothing in them: nothing is begun there, and it is said what helps. */
import { afterEach, expect, test } from 'vitest';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, CLEO, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { openArena } from './arena.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const told = (discord: FakeDiscord, person: string, words: string) =>
  until(() =>
    discord
      .person(person)
      .toldPrivately()
      .some(({ lines }) => lines.join(' ').includes(words)),
  );

test('a private thread that Baton is not in', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  discord.guild().withdraws('ManageThreads');
  discord.guild().overwrites(GENERAL, CLEO, { allow: ['CreatePrivateThreads'] });
  const thread = await discord.person(CLEO).opensPrivateThread(GENERAL, 'between us');
  await discord.person(CLEO).runs(thread, 'orchestrate', { task: 'Compare three stores AND write it down' });
  await told(discord, CLEO, 'not in this private thread');
  expect(await baton.runs()).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('a thread in which Baton may not write', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  const thread = await discord.person(ANA).opensThread(GENERAL, 'plans');
  discord.guild().deniesBot(GENERAL, 'SendMessagesInThreads');
  await discord.person(ANA).runs(thread, 'orchestrate', { task: 'Compare three stores AND write it down' });
  await told(discord, ANA, 'Send Messages in Threads');
  expect(await baton.runs()).toEqual([]);
  discord.guild().allowsBot(GENERAL, 'SendMessagesInThreads');
  await discord.person(ANA).runs(thread, 'orchestrate', { task: 'Compare three stores AND write it down' });
  expect((await baton.run()).place.thread).toBe(thread);
  expect(discord.violations).toEqual([]);
});
