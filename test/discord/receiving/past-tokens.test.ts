/** A run takes hours, an interaction's token lives for 15 minutes: nothing of a run hangs on the token that it was asked for with. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { discordServer } from '../../fakes/discord/server.ts';
import { TOKEN_LIVES_MS } from '../../fakes/discord/world/interaction.ts';
import { ANA, BEN, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

test('a command’s run goes on past its token: its live card moves, and its question is answered', async () => {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord });
  open.push(baton);
  const ana = discord.person(ANA);
  await ana.runs(GENERAL, 'orchestrate', { task: 'Compare the stores AND write the guide [[fail:3]] THEN review both for risk' });
  const run = await baton.run((state) => openDecisions(state).length > 0);
  const { thread } = run.place;
  const shown = (button: string) => until(() => discord.thread(thread).find(({ buttons }) => buttons.some((label) => label.startsWith(button))));
  await discord.person(BEN).presses(await shown('Approve'), 'Approve');
  const menu = await shown('Retry,');
  const live = await shown('Stop');
  await discord.time.turn(TOKEN_LIVES_MS + 60_000);
  const tokens = discord.interactions.map(({ token }) => token);
  expect(tokens).toHaveLength(2);
  const before = discord.calls.length;
  const retry = menu.buttons.find((label) => label.startsWith('Retry,')) ?? '';
  expect(await ana.presses(menu, retry)).toMatchObject({ taken: true });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done.stage).toMatchObject({ outcome: 'completed' });
  const moved = await until(() => discord.thread(thread).find(({ id, lines }) => id === live.id && lines.join(' ').includes('3 of 3 done')));
  expect(moved.edited).toBe(true);
  await until(() => discord.renderedThread(thread).includes('Coverage: 3 of 3'));
  const since = discord.calls.slice(before);
  const byOldTokens = ({ path }: { readonly path: string }) => tokens.some((token) => path.includes(token));
  expect(discord.calls.slice(0, before).some(byOldTokens)).toBe(true);
  expect(since.filter(byOldTokens)).toEqual([]);
  expect(since.filter(({ route, path }) => route === 'message.edit' && path.endsWith(`/${live.id}`)).length).toBeGreaterThan(0);
  expect(since.filter(({ status }) => typeof status === 'number' && status >= 400)).toEqual([]);
  expect(discord.violations).toEqual([]);
});
