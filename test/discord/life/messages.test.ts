/** Messages that people change or take away after Baton has acted on them. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { discordServer } from '../../fakes/discord/server.ts';
import { ANA, APP, BEN, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { batonAtDiscord } from '../receiving/baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

test('words that their author deletes are not followed; edits of the request change nothing, and are told of once', async () => {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord });
  open.push(baton);
  const message = await discord.person(ANA).mentions(GENERAL, `orchestrate: Compare three stores AND write it down`);
  await baton.run((state) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval'));
  const word = await discord.person(BEN).says(message, 'Only European vendors.');
  await baton.run(({ notes }) => notes.length === 1);
  await discord.person(BEN).deletes(message, word);
  await baton.run(({ notes }) => notes.length === 0);
  const done = async () => (await baton.database.sql`select 1 from deliveries where id like ${`edit:${message}:%`} and done_at is not null`).length;
  for (const [before, text] of ['else', 'other', 'new'].entries()) {
    await discord.person(ANA).edits(GENERAL, message, `<@${APP}> orchestrate: something ${text}`);
    await until(async () => (await done()) > before);
  }
  const direct = discord.person(ANA).directMessages();
  expect(direct.map(({ lines }) => lines.join(' '))).toEqual([expect.stringContaining('goes on with what you asked first')]);
});
