/** Words in a thread for which a run waits: being heard is not being within reach. */
import { afterEach, expect, test } from 'vitest';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, CLEO, GENERAL } from '../../fakes/discord/world/seed.ts';
import { batonAtDiscord } from '../receiving/baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

interface Shutting {
  readonly by: string;
  readonly reason: PlaceLoss;
  shut(discord: FakeDiscord, thread: string): Promise<void>;
  open(discord: FakeDiscord, thread: string): Promise<void>;
}

const SHUTTINGS: readonly Shutting[] = [
  {
    by: CLEO,
    reason: 'locked',
    shut: (discord, thread) => discord.person(CLEO).locks(thread),
    open: (discord, thread) => discord.person(CLEO).unlocks(thread),
  },
  {
    by: BEN,
    reason: 'not-allowed',
    async shut(discord) {
      discord.guild().overwrites(GENERAL, BEN, { allow: ['SendMessagesInThreads'] });
      discord.guild().withdraws('SendMessagesInThreads');
    },
    open: async (discord) => discord.guild().grants('SendMessagesInThreads'),
  },
];

test.each(SHUTTINGS)('a run that waits ($reason) waits on, whoever can still write there', async (shutting) => {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord });
  open.push(baton);
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: 'Compare three stores AND write it down' });
  const { place } = await baton.run((state) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval'));
  await shutting.shut(discord, place.thread);
  await baton.run(({ away }) => away !== null);
  await discord.person(shutting.by).says(place.thread, 'Why is nothing said here?');
  // Taken, which comes after the place was thought of.
  expect((await baton.run(({ notes }) => notes.length === 1)).away).toMatchObject({ reason: shutting.reason });
  await discord.person(shutting.by).mentions(place.thread, 'remember that only Europe counts');
  expect((await baton.run(({ notes }) => notes.length === 2)).away).toMatchObject({ reason: shutting.reason });
  await shutting.open(discord, place.thread);
  await baton.run(({ away }) => away === null);
});
