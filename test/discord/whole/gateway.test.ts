/** The connection to Discord breaks in the middle of a run: what was missed is made up for, and nothing is done twice. */
import { expect, test } from 'vitest';
import { discordScene } from '../../contracts/scenarios/discord-scene.ts';
import { ANA, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonInDiscord, batonInDiscord, healthOf } from './baton-in-discord.ts';

const TASK = '/orchestrate Compare the stores AND write the guide [[fail:3]] THEN review both for risk';

test.concurrent.for<[string, (gateway: BatonInDiscord['discord']['gateway']) => void]>([
  ['goes without a word', (gateway) => gateway.drop()],
  ['is asked to come again', (gateway) => gateway.reconnect()],
  ['is closed for a reason that passes', (gateway) => gateway.closeWith(4000)],
])('a connection that %s is resumed, with what was said meanwhile', { timeout: 120_000 }, async ([, breaks], { onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  const run = await discordScene(discord, ANA, GENERAL).asks(TASK);
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  const menu = await run.sees('Workstream [2] failed', 'Retry');
  const before = discord.gateway.sessions.length;
  breaks(discord.gateway);
  // Nobody is connected now; the session is kept, and so is what happens.
  await run.says('Only customers in Europe count.');
  await run.tookAsContext('Only customers in Europe count.');
  expect(discord.gateway.sessions.length).toBe(before);
  await menu.presses('Retry,');
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test.concurrent('a session that is over is begun anew, and the run goes on', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  const run = await discordScene(discord, ANA, GENERAL).asks(TASK);
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  const menu = await run.sees('Workstream [2] failed', 'Retry');
  const before = discord.gateway.sessions.length;
  discord.gateway.invalidate(false);
  await until(() => discord.gateway.sessions.length > before && discord.gateway.sessions.at(-1)?.closedAt === null);
  const [baton] = there.running();
  if (!baton) throw new Error('Nothing runs.');
  await until(async () => (await healthOf(baton)) === 'ok');
  await menu.presses('Retry,');
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test.concurrent('what Discord delivers twice is done once', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  const run = await discordScene(discord, ANA, GENERAL).asks('/orchestrate Compare the stores AND write the guide THEN review both for risk');
  discord.deliversInteractionAgain();
  const plan = await run.sees('Est:', 'Approve');
  await plan.presses('Approve');
  discord.deliversInteractionAgain();
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
  expect(discord.threadsOf(GENERAL).length).toBe(1);
  expect(discord.channel(GENERAL).length).toBe(1);
  expect(discord.violations).toEqual([]);
});

test.concurrent('without the Message Content intent buttons and mentions do everything, and Baton says what it lacks', { timeout: 120_000 }, async ({
  onTestFinished,
}) => {
  const there = await batonInDiscord({ discord: { app: { messageContent: false } } });
  onTestFinished(there.close);
  const { discord } = there;
  const [baton] = there.running();
  if (!baton) throw new Error('Nothing runs.');
  expect(await healthOf(baton)).toBe('limited');
  const run = await discordScene(discord, ANA, GENERAL).asks(TASK);
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  const menu = await run.sees('Workstream [2] failed', 'Retry');
  await run.orders('use startup-cto for the next phase');
  await run.sees('Review both for risk · persona startup-cto');
  await menu.presses('Retry,');
  await run.sees('Switching to: Phase 2, startup-cto');
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(there.printed()).toContain('Message Content');
  expect(discord.violations.filter(({ kind }) => kind !== 'gateway')).toEqual([]);
});
