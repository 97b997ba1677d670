/** What moderators do to Baton and to its threads while it works: the run waits where it is, and goes on when it can. */
import { expect, type TestContext, test } from 'vitest';
import { discordScene } from '../../contracts/scenarios/discord-scene.ts';
import { awaited } from '../../contracts/scenarios/waiting.ts';
import { ANA, CLEO, GENERAL, OTTO } from '../../fakes/discord/world/seed.ts';
import { batonInDiscord } from './baton-in-discord.ts';

const TASK = '/orchestrate Compare the stores AND write the guide [[fail:3]] THEN review both for risk';

async function atItsMenu({ onTestFinished }: TestContext) {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const run = await discordScene(there.discord, ANA, GENERAL).asks(TASK);
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  return { there, run, menu: await run.sees('Workstream [2] failed', 'Retry') };
}

test.concurrent('removed from the server and invited again, Baton goes on with the run', { timeout: 120_000 }, async (context) => {
  const { there, run, menu } = await atItsMenu(context);
  const guild = there.discord.guild();
  guild.removesBot();
  await there.crash();
  guild.addsBot();
  await menu.presses('Retry,');
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
});

test.concurrent('a thread that was archived is opened again by the next word', { timeout: 120_000 }, async (context) => {
  const { there, run, menu } = await atItsMenu(context);
  const [thread = ''] = there.discord.threadsOf(GENERAL);
  await menu.presses('Retry,');
  await there.discord.person(CLEO).archives(thread);
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(there.discord.threadState(thread)?.archived).toBe(false);
  expect(there.discord.violations).toEqual([]);
});

test.concurrent('without a permission Baton tells who asked and who can give it what is missing, and goes on when it has it', {
  timeout: 120_000,
}, async (context) => {
  const { there, run, menu } = await atItsMenu(context);
  const { discord } = there;
  const guild = discord.guild();
  guild.withdraws('SendMessagesInThreads');
  for (const person of [ANA, OTTO]) {
    const told = await awaited(
      'what is missing',
      () => discord.person(person).directMessages()[0]?.lines.join('\n'),
      () => there.printed(),
    );
    expect(told).toContain('cannot go on');
    expect(told).toContain('Send Messages in Threads');
  }
  guild.grants('SendMessagesInThreads');
  await menu.presses('Retry,');
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
  expect(discord.violations).toEqual([]);
});
