/** Everything that people can do in Discord to reach Baton, through the real gateway. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, FORUM, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, type BatonOptions, batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function started(options: Omit<BatonOptions, 'discord'> = {}): Promise<{ discord: FakeDiscord; baton: BatonAtDiscord }> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord, ...options });
  open.push(baton);
  return { discord, baton };
}

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Parameters<Parameters<BatonAtDiscord['run']>[0] & object>[0]) =>
  openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

const told = (discord: FakeDiscord, person: string) =>
  discord
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / '));

test('a command begins a thread whose root becomes the plan; approved by a button, it runs to its end', async () => {
  const { discord, baton } = await started();
  const ana = discord.person(ANA);
  expect(await ana.runs(GENERAL, 'orchestrate', { task: `${TASK} <for> @ben & co`, budget: 3, persona: 'startup-cto' })).toMatchObject({ taken: true });
  const planned = await baton.run(asksForApproval);
  expect(planned).toMatchObject({ requester: ANA, place: { surface: 'discord', channel: GENERAL }, mode: 'orchestrate', options: { persona: 'startup-cto' } });
  expect(planned.settings.workflow_budget_usd).toBe(3);
  expect(planned.task).toEqual({ kind: 'inline', text: `${TASK} <for> @ben & co` });
  const { thread } = planned.place;
  expect(discord.threadsOf(GENERAL)).toEqual([thread]);
  await until(() => told(discord, ANA).some((text) => text.includes(`Run #${planned.number} has begun`)));
  const plan = await until(() => discord.thread(thread).find(({ lines }) => lines.join(' ').includes('[Approve]')));
  expect(await discord.person(BEN).presses(plan, 'Approve')).toMatchObject({ taken: true });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done).toMatchObject({ stage: { outcome: 'completed' }, start: { by: BEN } });
  await until(() => discord.renderedThread(thread).includes('Coverage:'));
  expect(discord.violations).toEqual([]);
});

test('a mention begins a thread from the message; words in it are context with one click to take back', async () => {
  const { discord, baton } = await started();
  const message = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  const planned = await baton.run(asksForApproval);
  expect(planned.place).toMatchObject({ channel: GENERAL, thread: message });
  const ben = discord.person(BEN);
  await ben.says(message, 'see you at lunch');
  const noted = await baton.run(({ notes }) => notes.length === 1);
  expect(noted.notes).toMatchObject([{ by: BEN, text: 'see you at lunch' }]);
  const asked = await until(() => discord.thread(message).find(({ lines }) => lines.join(' ').includes('Ignore it')));
  expect(await ben.presses(asked, 'Ignore it')).toMatchObject({ taken: true });
  await baton.run(({ notes }) => notes.length === 0);
  await until(() => told(discord, BEN).some((text) => text.includes('Ignored')));
  expect(discord.violations).toEqual([]);
});

test('a mention in a forum post stays in the post, with what was said before as material', async () => {
  const { discord, baton } = await started();
  const post = await discord.person(BEN).postsInForum(FORUM, 'Audit logs', 'We store them in one table. It has 4 TB.');
  await discord.person(ANA).mentions(post, `orchestrate: ${TASK}`);
  const run = await baton.run(asksForApproval);
  expect(run.place).toMatchObject({ channel: FORUM, thread: post });
  const background = await baton.database.artifacts.read(run.place.tenant, run.background?.artifact ?? run.inputs[0]!.id);
  expect(new TextDecoder().decode(background?.content)).toContain('It has 4 TB.');
});
