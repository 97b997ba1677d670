/** Answers in time and once, whoever hears the question; honest when the database does not answer; taken up again when a process dies. */
import { REST } from 'discord.js';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { renderCard } from '../../../adapters/discord/components/render.ts';
import { type Answer, answerTo } from '../../../adapters/discord/receiving/answer.ts';
import { createCallbacks } from '../../../adapters/discord/receiving/callbacks.ts';
import { startGateway } from '../../../adapters/discord/receiving/gateway.ts';
import { createHearing, type HearingDeps } from '../../../adapters/discord/receiving/hearing.ts';
import { createKnownChannels } from '../../../adapters/discord/receiving/known-channels.ts';
import { createOwnRoles } from '../../../adapters/discord/receiving/own-roles.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { breakableLink } from '../../fakes/breakable-link.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, APP, BEN, GENERAL } from '../../fakes/discord/world/seed.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, type BatonOptions, batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function server(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await discordServer({ rates: 'off', ...options });
  open.push({ stop: () => discord.close() });
  return discord;
}

async function database(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  return fresh;
}

async function baton(options: BatonOptions): Promise<BatonAtDiscord> {
  const one = await batonAtDiscord(options);
  open.push(one);
  return one;
}

const told = (discord: FakeDiscord, person: string) =>
  discord
    .person(person)
    .toldPrivately()
    .map(({ lines, thinking }) => `${thinking ? '(thinking) ' : ''}${lines.join(' / ')}`);

const WORDS = renderCard(noticeCard({ kind: 'withdrawn' }));
const TASK = 'Compare the stores AND write it down';

interface Held {
  readonly answer: Answer;
  readonly reacted: Promise<unknown>;
}

/** Ana types a command, and nothing answers it but what the test says. `ahead`: of our clock, in milliseconds. */
async function held(discord: FakeDiscord): Promise<Held & { turn(ms: number): void }> {
  let ahead = 0;
  const log = pino({ level: 'silent' });
  const clock = { now: () => Date.now() + ahead, sleep: systemClock.sleep };
  const rest = new REST({ api: discord.api, retries: 0 }).setToken(discord.token);
  await rest.put(`/applications/${APP}/commands`, { body: [{ name: 'baton', description: 'Ask' }] });
  const callbacks = createCallbacks({ rest, application: () => APP, clock, log });
  const asked = Promise.withResolvers<Answer>();
  const gateway = await startGateway({
    ...{ token: discord.token, rest, clock: systemClock, log, onReady: () => undefined },
    hear(event) {
      if (event.t !== 'INTERACTION_CREATE') return;
      asked.resolve(answerTo({ id: event.d.id, token: event.d.token, kind: 'command', at: clock.now() }, { callbacks, clock, log }));
    },
  });
  open.push(gateway);
  const reacted = discord.person(ANA).runs(GENERAL, 'baton');
  return {
    answer: await asked.promise,
    reacted,
    turn(ms) {
      ahead += ms;
    },
  };
}

test('nobody waits longer than Discord does: after two seconds it is deferred, and the words take that place', async () => {
  const discord = await server();
  const { answer, reacted } = await held(discord);
  expect(await reacted).toMatchObject({ taken: true });
  expect(told(discord, ANA)).toHaveLength(1);
  expect(told(discord, ANA)[0]).toContain('(thinking)');
  expect(await answer.modal({ custom_id: 'x', title: 'x', components: [] })).toBe('late');
  expect(await answer.say(WORDS)).toBe(true);
  expect(await answer.say(WORDS)).toBe(true);
  expect(told(discord, ANA).map((text) => text.includes('Ignored'))).toEqual([true, true]);
  expect(discord.violations).toEqual([]);
});

test('where nothing is to be said, no sign of thinking stays', async () => {
  const discord = await server();
  const { answer, reacted } = await held(discord);
  await answer.end();
  expect(await reacted).toMatchObject({ taken: true });
  expect(told(discord, ANA)).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('work that goes on later says so where Baton is still thinking, and nowhere else', async () => {
  const discord = await server();
  const { answer, reacted } = await held(discord);
  expect(await reacted).toMatchObject({ taken: true });
  expect(told(discord, ANA)[0]).toContain('(thinking)');
  await answer.leave(WORDS);
  expect(told(discord, ANA)).toHaveLength(1);
  expect(told(discord, ANA)[0]).toContain('Ignored');
  expect(told(discord, ANA)[0]).not.toContain('(thinking)');
  await answer.leave(WORDS);
  expect(told(discord, ANA)).toHaveLength(1);
  expect(discord.violations).toEqual([]);
});

test('a process that stops before it is done says so, and another one goes on', async () => {
  const discord = await server();
  const fresh = await database();
  const stopping = await batonAtDiscord({ discord, url: fresh.url, drives: false });
  const gate = Promise.withResolvers<void>();
  discord.faults.next('thread.from-message', { kind: 'hang', until: gate.promise });
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  await until(() => discord.count('thread.from-message') === 1);
  await stopping.stop();
  expect(told(discord, ANA).map((text) => [text.includes('Taken, and not done yet'), text.includes('(thinking)')])).toEqual([[true, false]]);
  gate.resolve();
  const other = await baton({ discord, url: fresh.url, drives: false });
  expect((await other.run()).place.channel).toBe(GENERAL);
  expect(discord.threadsOf(GENERAL)).toHaveLength(1);
}, 60_000);

test('what cannot be read is answered, once, however many processes hear it', async () => {
  const discord = await server();
  const log = pino({ level: 'silent' });
  const clock = systemClock;
  const rest = new REST({ api: discord.api, retries: 0 }).setToken(discord.token);
  await rest.put(`/applications/${APP}/commands`, { body: [{ name: 'baton', description: 'Ask' }] });
  const callbacks = createCallbacks({ rest, application: () => APP, clock, log });
  // The rest is for what can be read.
  const deps = { callbacks, known: createKnownChannels(), ownRoles: createOwnRoles(), own: () => ({ botId: APP }), clock, log } as unknown as HearingDeps;
  const processes = [createHearing(deps), createHearing(deps)];
  const gateway = await startGateway({
    ...{ token: discord.token, rest, clock, log, onReady: () => undefined },
    hear(event) {
      if (event.t === 'INTERACTION_CREATE') for (const hear of processes) hear(event.t, { ...event.d, data: { ...event.d.data, type: 77 } });
    },
  });
  open.push(gateway);
  expect(await discord.person(ANA).runs(GENERAL, 'baton')).toMatchObject({ taken: true });
  await until(() => discord.count('interaction.answer') === 2);
  await until(() => told(discord, ANA).length > 0);
  expect(told(discord, ANA)).toHaveLength(1);
  expect(told(discord, ANA)[0]).toContain('I could not read that');
  expect(discord.count()).toBe(1 + 1 + 2);
});

test('after fifteen minutes its words go another way', async () => {
  const discord = await server();
  const { answer, reacted, turn } = await held(discord);
  expect(await answer.say(WORDS)).toBe(true);
  expect(await reacted).toMatchObject({ taken: true });
  turn(14 * 60_000);
  expect(await answer.say(WORDS)).toBe(true);
  turn(60_000);
  expect(await answer.say(WORDS)).toBe(false);
  expect(discord.violations).toEqual([]);
});

test('a first answer that got lost on its way is given once more, and one that arrived is not said twice', async () => {
  const discord = await server();
  discord.faults.next('interaction.answer', { kind: 'lose-call' });
  const { answer, reacted } = await held(discord);
  expect(await answer.say(WORDS)).toBe(true);
  expect(await reacted).toMatchObject({ taken: true });
  expect(told(discord, ANA)).toHaveLength(1);
});

test('an interaction or a message that comes again changes nothing', async () => {
  const discord = await server();
  const one = await baton({ discord, drives: false });
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  await until(async () => (await one.runs()).length === 1);
  discord.deliversInteractionAgain();
  await discord.person(BEN).mentions(GENERAL, `orchestrate: ${TASK}`);
  await until(async () => (await one.runs()).length === 2);
  discord.gateway.again('MESSAGE_CREATE');
  await discord.person(ANA).runs(GENERAL, 'baton list');
  await until(() => told(discord, ANA).some((text) => text.includes('#2')));
  expect(await one.runs()).toHaveLength(2);
  expect(discord.threadsOf(GENERAL)).toHaveLength(2);
  expect(discord.violations).toEqual([]);
});

test('two processes on one token: each delivery is done once, and answered by the one that took it', async () => {
  const discord = await server();
  const fresh = await database();
  const [one] = await Promise.all([baton({ discord, url: fresh.url, drives: false }), baton({ discord, url: fresh.url, drives: false })]);
  await until(() => discord.gateway.sessions.filter(({ ended }) => !ended).length === 2);
  const reacted = await Promise.all([
    ...Array.from({ length: 8 }, (_, index) => discord.person(index % 2 === 0 ? ANA : BEN).runs(GENERAL, 'orchestrate', { task: `Task ${index} AND another` })),
    ...Array.from({ length: 8 }, (_, index) => discord.person(index % 2 === 0 ? ANA : BEN).mentions(GENERAL, `orchestrate: Mention ${index} AND another`)),
  ]);
  expect(reacted.filter((one) => typeof one === 'object' && !one.taken)).toEqual([]);
  await until(async () => (await one.runs()).length === 16);
  await until(() => [ANA, BEN].flatMap((person) => told(discord, person)).filter((text) => text.includes('has begun')).length === 8);
  expect(discord.threadsOf(GENERAL)).toHaveLength(16);
  expect(discord.violations).toEqual([]);
}, 60_000);

test('without the database whoever types or presses is told that nothing was taken, and a message is kept as soon as it can be', async () => {
  const discord = await server();
  const fresh = await database();
  const link = await breakableLink(fresh.url);
  open.push({ stop: () => link.close() });
  const one = await baton({ discord, drives: false, url: link.url });
  await link.cut();
  expect(await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK })).toMatchObject({ taken: true });
  await until(() => told(discord, ANA).some((text) => text.includes('Not taken')));
  await discord.person(BEN).mentions(GENERAL, `orchestrate: ${TASK}`);
  await link.mend();
  await until(async () => (await one.runs().catch(() => [])).length === 1);
  expect((await one.runs())[0]?.requester).toBe(BEN);
  expect(discord.violations).toEqual([]);
}, 60_000);

test('what a process had taken when it died is done by another, once', async () => {
  const discord = await server();
  const fresh = await database();
  const dying = await baton({
    ...{ discord, url: fresh.url, drives: false },
    deliveries: (real) => ({
      ...real,
      claim: async () => [],
      done: (one) => (/^(?:interaction|message):/u.test(one.id) ? new Promise<never>(() => undefined) : real.done(one)),
    }),
  });
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  const message = await discord.person(ANA).mentions(GENERAL, TASK, { files: [{ name: 'notes.md', content: '# Notes' }] });
  await until(async () => (await dying.runs()).length === 2);
  await dying.database.sql`update deliveries set leased_until = 0`;
  const other = await baton({ discord, url: fresh.url, drives: false });
  await until(async () => (await other.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  const runs = await other.runs();
  expect(runs).toHaveLength(2);
  expect(runs.some(({ place }) => place.thread === message)).toBe(true);
  expect(discord.threadsOf(GENERAL)).toHaveLength(2);
  // What was asked for is there: it is no word to the run that it began.
  expect(await other.database.sql`select 1 from inbox where body ->> 'kind' = 'override'`).toEqual([]);
});
