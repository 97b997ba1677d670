/** Baton does for nobody what they may not do themselves in that channel. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { PersonDriver } from '../../fakes/discord/people/person-driver.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, GENERAL, GUILD, GUS, TEAM_ROLE } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { openArena } from './arena.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const told = (discord: FakeDiscord, id: string, words: string) =>
  until(() => {
    const person = discord.person(id);
    return [...person.toldPrivately(), ...person.directMessages()].some(({ lines }) => lines.join(' ').includes(words));
  });
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');
const TASK = 'Compare three stores AND write it down';

const WAYS: readonly (readonly [string, (person: PersonDriver, message: string) => Promise<unknown>])[] = [
  ['a command', (person) => person.runs(GENERAL, 'orchestrate', { task: TASK })],
  ['a message’s menu', (person, id) => person.usesOnMessage('Orchestrate this', { channel: GENERAL, id })],
  ['a mention', (person) => person.mentions(GENERAL, `orchestrate: ${TASK}`)],
];

test.each(WAYS)('whoever may begin no thread has none begun by %s', async (_, asks) => {
  const { discord, baton } = await openArena(open, { drives: false });
  const message = await discord.person(BEN).says(GENERAL, TASK);
  discord.guild().overwrites(GENERAL, GUS, { deny: ['CreatePublicThreads'] });
  await asks(discord.person(GUS), message);
  await told(discord, GUS, 'Here you do not have Create Public Threads');
  expect(await baton.runs()).toEqual([]);
  expect(discord.threadsOf(GENERAL)).toEqual([]);
  discord.guild().overwrites(GENERAL, GUS, { allow: ['CreatePublicThreads'], deny: ['SendMessagesInThreads'] });
  await asks(discord.person(GUS), message);
  await told(discord, GUS, 'Here you do not have Send Messages in Threads');
  expect(discord.threadsOf(GENERAL)).toEqual([]);
  // Of those who may, nothing else is asked.
  await asks(discord.person(ANA), message);
  await baton.run(({ requester }) => requester === ANA);
  expect(discord.violations).toEqual([]);
});

test('whoever may only read a thread begins and decides nothing in it, and whoever may write there does', async () => {
  const { discord, baton } = await openArena(open);
  const thread = await discord.person(ANA).opensThread(GENERAL, 'Audit logs');
  discord.guild().overwrites(GENERAL, GUILD, { deny: ['SendMessages', 'SendMessagesInThreads'] });
  discord.guild().overwrites(GENERAL, TEAM_ROLE, { allow: ['SendMessagesInThreads'] });
  discord.guild().allowsBot(GENERAL, 'SendMessages', 'SendMessagesInThreads');
  const gus = discord.person(GUS);
  await gus.runs(thread, 'orchestrate', { task: TASK });
  await told(discord, GUS, 'who may only read this thread decides nothing in it');
  expect(await baton.runs()).toEqual([]);
  await discord.person(ANA).runs(thread, 'orchestrate', { task: TASK });
  await baton.run(asksForApproval);
  const plan = await until(() => discord.thread(thread).find(({ buttons }) => buttons.includes('Approve')));
  expect(await gus.presses(plan, 'Approve')).toMatchObject({ taken: true });
  await until(() => gus.toldPrivately().filter(({ lines }) => lines.join(' ').includes('only read this thread')).length === 2);
  expect((await baton.run()).start).toBeNull();
  // What answers them alone is open to everybody.
  await gus.runs(thread, 'baton help');
  await told(discord, GUS, '/orchestrate');
  await discord.person(BEN).presses(plan, 'Approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
  expect(discord.violations).toEqual([]);
});

test('what was said before is material only for whoever may read it', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Audit logs');
  await discord.person(BEN).says(thread, 'They have 4 TB.');
  discord.guild().overwrites(GENERAL, GUS, { deny: ['ReadMessageHistory'] });
  await discord.person(GUS).mentions(thread, `orchestrate: ${TASK}`);
  expect((await baton.run()).background).toBeNull();
  const other = await discord.person(BEN).opensThread(GENERAL, 'The same');
  await discord.person(BEN).says(other, 'They have 4 TB.');
  await discord.person(GUS).runs(other, 'orchestrate', { task: TASK });
  expect((await baton.run(({ place }) => place.thread === other)).background).toBeNull();
  const third = await discord.person(BEN).opensThread(GENERAL, 'For Ana');
  await discord.person(BEN).says(third, 'They have 4 TB.');
  await discord.person(ANA).mentions(third, `orchestrate: ${TASK}`);
  expect((await baton.run(({ place }) => place.thread === third)).background).not.toBeNull();
});
