/** A team that talks in a run's thread: each word counts for the run, and is told without drowning the thread or holding it up. */
import { expect } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, CLEO, DINA, GENERAL, GUS } from '../../fakes/discord/world/seed.ts';
import { type Opened, test } from '../../opened.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, batonAtDiscord } from './baton-at-discord.ts';

const MINUTE_MS = 60_000;
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

async function planned(
  open: Opened[],
  task = 'Compare the stores',
  processes = 1,
): Promise<{ discord: FakeDiscord; batons: readonly BatonAtDiscord[]; baton: BatonAtDiscord; thread: string }> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  const batons: BatonAtDiscord[] = [];
  for (let index = 0; index < processes; index += 1) batons.push(await batonAtDiscord({ discord, url: fresh.url }));
  const [baton] = batons;
  if (!baton) throw new Error('No process was asked for.');
  open.push({ stop: async () => void (await Promise.all(batons.splice(0).map((one) => one.stop()))) });
  const thread = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${task} AND write it down`);
  await baton.run(asksForApproval);
  return { discord, batons, baton, thread };
}

const confirmed = (discord: FakeDiscord, thread: string) => discord.thread(thread).filter(({ lines }) => lines.join(' ').includes('as context for what'));
/** What waits for its minute to be over need not wait any longer. */
const minuteIsOver = async ({ database: { sql } }: BatonAtDiscord) =>
  void (await sql`update deliveries set leased_until = 0 where id like 'taken:%' and done_at is null`);
const allTold = (baton: BatonAtDiscord) =>
  until(async () => (await baton.database.sql`select 1 from deliveries where id like 'taken:%' and done_at is null`).length === 0);

/** How many are told of together: those of one minute, unless they are the first alone. */
function together({ notes }: Workflow): readonly number[] {
  const minutes = notes.map(({ at }) => Math.floor(at / MINUTE_MS));
  return [...new Set(minutes.slice(1))].map((minute) => minutes.filter((other) => other === minute).length);
}

test.concurrent('five people who talk get one confirmation at once and one for all, in which each can correct their own words', async ({ open }) => {
  const { discord, baton, thread } = await planned(open);
  const people = [BEN, CLEO, GUS, DINA, ANA];
  for (const [index, person] of people.entries()) {
    await discord.person(person).says(thread, `Only European vendors, says number ${index}, and nobody else at all.`);
    await baton.run(({ notes }) => notes.length === index + 1);
  }
  const first = await until(() => confirmed(discord, thread)[0]);
  expect(first.lines.join(' ')).toContain('I took your message as context');
  expect(first.buttons).toEqual(['It was an answer', 'Ignore it']);
  await minuteIsOver(baton);
  await allTold(baton);
  const expected = together(await baton.run());
  const [, ...others] = confirmed(discord, thread);
  expect(others.map(({ lines }) => /I took (\d+) message/u.exec(lines.join(' '))?.[1])).toEqual(expected.map(String));
  const last = others.at(-1);
  if (!last) throw new Error('Nothing was told together.');
  const anas = last.buttons.at(-1) ?? '';
  expect(anas).toBe('Correct “Only European vendors, says number 4,…”');
  await discord.person(ANA).presses(last, anas);
  const choice = await until(() =>
    discord
      .person(ANA)
      .toldPrivately()
      .find(({ buttons }) => buttons.includes('Ignore it')),
  );
  expect(choice.buttons).toContain('Approve');
  await discord.person(BEN).presses(last, anas);
  await discord.person(ANA).presses(choice, 'Ignore it');
  const left = await baton.run(({ notes }) => notes.length === people.length - 1);
  expect(left.notes.map(({ by }) => by)).toEqual(people.slice(0, -1));
  expect(discord.violations).toEqual([]);
});

test.concurrent('words do not wait until those before them were confirmed', async ({ open }) => {
  const { discord, baton, thread } = await planned(open);
  const held = Promise.withResolvers<void>();
  open.push({ stop: async () => held.resolve() });
  discord.faults.next(
    'message.post',
    { kind: 'hang', until: held.promise },
    { times: 10, when: (body) => JSON.stringify(body).includes('as context for what') },
  );
  for (const text of ['one', 'two', 'three']) await discord.person(BEN).says(thread, text);
  const { notes } = await baton.run((run) => run.notes.length === 3);
  expect(notes.map(({ text }) => text).toSorted()).toEqual(['one', 'three', 'two']);
  held.resolve();
  await until(() => confirmed(discord, thread).length === 1);
});

test.concurrent('two processes tell each of it once, and what one left another tells', async ({ open }) => {
  const { discord, batons, baton, thread } = await planned(open, undefined, 2);
  for (const text of ['one', 'two', 'three', 'four']) await discord.person(BEN).says(thread, text);
  const expected = together(await baton.run(({ notes }) => notes.length === 4));
  await until(() => confirmed(discord, thread).length > 0);
  await batons[1]?.discord.leave();
  await minuteIsOver(baton);
  await allTold(baton);
  const texts = confirmed(discord, thread).map(({ lines }) => lines.join(' '));
  const ofMany = texts.flatMap((text) => /I took (\d+) message/u.exec(text)?.[1] ?? []);
  expect(ofMany).toEqual(expected.map(String));
  // Both may have heard a first word.
  expect(texts.length - ofMany.length).toBeLessThanOrEqual(2);
});

test.concurrent('a confirmation that cannot be posted is tried again, and held back for nobody', async ({ open }) => {
  const { discord, baton, thread } = await planned(open);
  discord.faults.next('message.post', { kind: 'server-error' }, { times: 2, when: (body) => JSON.stringify(body).includes('as context for what') });
  await discord.person(BEN).says(thread, 'Only European vendors.');
  await until(() => confirmed(discord, thread).length === 1);
  await allTold(baton);
  expect(discord.faults.left()).toBe(0);
});

test.concurrent('whoever stops a run does not wait until everybody else is answered', async ({ open }) => {
  const { discord, baton, thread } = await planned(open, 'Compare the stores [[slow:60s]]');
  const held = Promise.withResolvers<void>();
  open.push({ stop: async () => held.resolve() });
  discord.faults.next('message.post', { kind: 'hang', until: held.promise }, { when: (body) => JSON.stringify(body).includes('Your answer is recorded') });
  await discord.person(BEN).says(thread, 'approve');
  await baton.run(({ start }) => start !== null);
  await discord.person(BEN).says(thread, 'And the small ones.');
  await discord.person(ANA).says(thread, 'Stop');
  expect((await baton.run(({ stage }) => stage.kind === 'ended')).notes).toEqual([]);
  held.resolve();
});
