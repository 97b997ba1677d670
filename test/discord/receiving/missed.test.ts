/** What people say while nobody listens is not lost: between two connections, between two sessions, and between two processes. */
import { afterEach, expect, test } from 'vitest';
import { snowflakeAt } from '../../../adapters/discord/sending/snowflake.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function place(): Promise<{ discord: FakeDiscord; url: string }> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  return { discord, url: fresh.url };
}

const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');
const REQUEST = 'orchestrate: Compare the stores AND write it down';

test.each(['drop', 'refuseResumes'] as const)('across a %s connection words are heard once, and none twice', async (how) => {
  const { discord, url } = await place();
  const baton = await batonAtDiscord({ discord, url });
  open.push(baton);
  const thread = await discord.person(ANA).mentions(GENERAL, REQUEST);
  await baton.run(asksForApproval);
  await discord.person(BEN).says(thread, 'one');
  await baton.run(({ notes }) => notes.length === 1);
  if (how === 'refuseResumes') discord.gateway.refuseResumes();
  discord.gateway.drop();
  await until(() => discord.gateway.connections[0]?.state === 'closed');
  await discord.person(BEN).says(thread, 'two');
  await until(() => discord.gateway.connections.length > 1);
  const run = await baton.run(({ notes }) => notes.length === 2);
  expect(run.notes.map(({ text }) => text)).toEqual(['one', 'two']);
  await discord.person(BEN).says(thread, 'three');
  expect((await baton.run(({ notes }) => notes.length >= 3)).notes.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
});

test('words, and an exact one, that were said while no process was there', async () => {
  const { discord, url } = await place();
  const before = await batonAtDiscord({ discord, url });
  const thread = await discord.person(ANA).mentions(GENERAL, REQUEST);
  await before.run(asksForApproval);
  await discord.person(BEN).says(thread, 'heard');
  await before.run(({ notes }) => notes.length === 1);
  await before.stop();
  await discord.person(BEN).says(thread, 'Only European vendors.');
  await discord.person(ANA).says(thread, 'approve');
  const after = await batonAtDiscord({ discord, url });
  open.push(after);
  const run = await after.run(({ start }) => start !== null);
  expect(run.start).toMatchObject({ by: ANA });
  expect(run.notes.map(({ text }) => text)).toEqual(['heard', 'Only European vendors.']);
});

test('an approval that was said before its plan was shown approves nothing, however late it is heard', async () => {
  const { discord, url } = await place();
  const baton = await batonAtDiscord({ discord, url });
  open.push(baton);
  const thread = await discord.person(ANA).mentions(GENERAL, REQUEST);
  await baton.run(asksForApproval);
  const [author, said] = [
    { id: ANA, username: 'ana' },
    { channel_id: thread, guild_id: GUILD, type: 0, attachments: [], mentions: [] },
  ];
  for (const [content, at] of [['approve', Date.now() - 60_000] as const, ['<@930000000000000001> approve', Date.now() - 50_000] as const])
    discord.gateway.dispatch('MESSAGE_CREATE', { ...said, id: snowflakeAt(at), author, content }, null);
  await until(
    () =>
      discord
        .person(ANA)
        .directMessages()
        .filter(({ lines }) => lines.join(' ').includes('This question is not asked any more')).length === 2,
  );
  expect((await baton.run()).start).toBeNull();
  await discord.person(ANA).says(thread, 'approve');
  await baton.run(({ start }) => start !== null);
});

test('what was said in a thread before its run began is no word to the run, by whatever clock', async () => {
  const { discord, url } = await place();
  const before = await batonAtDiscord({ discord, url });
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Audit logs');
  await discord.person(BEN).says(thread, 'They have 4 TB.');
  await discord.person(ANA).mentions(thread, REQUEST);
  const { id } = await before.run(asksForApproval);
  // The database's clock is an hour behind.
  const changed = await before.database.sql`update workflows set created_at = created_at - 3600000 where id = ${id} returning id`;
  expect(changed).toHaveLength(1);
  await before.stop();
  const after = await batonAtDiscord({ discord, url });
  open.push(after);
  await discord.person(BEN).says(thread, 'Only European vendors.');
  expect((await after.run(({ notes }) => notes.length > 0)).notes.map(({ text }) => text)).toEqual(['Only European vendors.']);
});

test('a stop gives what is under way a moment, and no more', async () => {
  const { discord, url } = await place();
  const held = Promise.withResolvers<void>();
  open.push({ stop: async () => held.resolve() });
  const baton = await batonAtDiscord({ discord, url, drives: false });
  discord.faults.next('message.post', { kind: 'hang', until: held.promise }, { times: 5 });
  void discord.person(ANA).runs(GENERAL, 'orchestrate', { task: 'Compare the stores AND write it down' });
  await until(async () => (await baton.database.sql`select 1 from deliveries where id like 'interaction:%'`).length === 1);
  const began = Date.now();
  await baton.discord.leave();
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(baton.discord.state()).toBe('stopped');
  // Given back for another process.
  expect(await baton.database.sql`select 1 from deliveries where id like 'interaction:%' and done_at is null`).toHaveLength(1);
  held.resolve();
  await baton.stop();
});
