/** Discord beside the page: what `/healthz` says of it, what becomes of the page when Discord does not answer or take a token, and how all of it stops. */
import { expect, test } from 'vitest';
import { discordScene } from '../../contracts/scenarios/discord-scene.ts';
import { ANA, GENERAL } from '../../fakes/discord/world/seed.ts';
import { startProcess } from '../../integration/process/baton-process.ts';
import { until } from '../../until.ts';
import { batonInDiscord, healthOf } from './baton-in-discord.ts';

test.concurrent('a run goes on while the process that began it stops, and another takes over', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  const [first] = there.running();
  if (!first) throw new Error('Nothing runs.');
  const run = await discordScene(discord, ANA, GENERAL).asks('/orchestrate Compare the stores AND write the guide [[slow:5s]] THEN review both for risk');
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  first.kill('SIGTERM');
  expect(await first.exited).toBe(0);
  await there.launch();
  await run.sees('Coverage: 3 of 3 workstreams.');
  expect(await run.twice()).toEqual([]);
  expect(there.printed()).not.toContain('a part did not stop');
  expect(there.printed()).not.toContain(discord.token);
  expect(discord.violations).toEqual([]);
});

test.concurrent('two processes on one token hear everything twice, and do everything once', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  const second = await there.launch();
  expect(await healthOf(second)).toBe('ok');
  const scene = discordScene(discord, ANA, GENERAL);
  for (const task of ['alpha', 'beta', 'gamma']) {
    const run = await scene.asks(`/orchestrate Compare the ${task} stores AND write the guide`);
    await (await run.sees('Est:', 'Approve')).presses('Approve');
    await run.says('Only customers in Europe count.');
    await run.sees('Coverage: 2 of 2 workstreams.');
    expect(await run.twice()).toEqual([]);
  }
  expect(discord.threadsOf(GENERAL).length).toBe(3);
  expect(discord.channel(GENERAL).length).toBe(3);
  // Of each other's calls they learn by being told to wait.
  expect(discord.violations.filter(({ kind }) => kind !== 'too-fast')).toEqual([]);
});

test.concurrent('a token that Discord does not take stops nothing but Discord: the page works, and the log says what to do', { timeout: 60_000 }, async ({
  onTestFinished,
}) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const env = { DATABASE_URL: there.database.url, DISCORD_API_URL: there.discord.api, DISCORD_TOKEN: 'an.unknown.token' };
  const baton = await startProcess({ env });
  try {
    await until(async () => (await healthOf(baton)) === 'refused');
    expect(baton.output()).toContain('npm run doctor');
    expect(baton.output()).not.toContain('an.unknown.token');
  } finally {
    baton.kill('SIGTERM');
    expect(await baton.exited).toBe(0);
  }
});

test.concurrent('a Discord that is away at the start is tried again, and the page does not wait for it', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInDiscord();
  onTestFinished(there.close);
  const { discord } = there;
  discord.faults.next('gateway.bot', { kind: 'server-error' }, { times: 2 });
  const baton = await there.launch();
  expect(await healthOf(baton)).toBe('ok');
});
