/** What happens in a channel is nobody's business who may not read it: not by its number, and not while they type. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { discordServer } from '../../fakes/discord/server.ts';
import { ANA, BEN, GENERAL, GUILD, RANDOM } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

test('a run of a channel that somebody may not read is neither suggested nor shown to them', async () => {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord });
  open.push(baton);
  const [ana, ben] = [discord.person(ANA), discord.person(BEN)];
  discord.guild(GUILD).overwrites(GENERAL, BEN, { deny: ['ViewChannel'] });
  await ana.mentions(GENERAL, 'orchestrate: Compare the salaries AND write down who goes');
  const { number } = await baton.run((state) => openDecisions(state).length > 0);

  expect(await ana.suggestions(RANDOM, 'baton show', 'run', 'salaries')).toMatchObject([{ value: number }]);
  expect(await ana.suggestions(RANDOM, 'baton show', 'run', 'nothing like it')).toEqual([]);
  expect(await ben.suggestions(RANDOM, 'baton show', 'run', '')).toEqual([]);

  const shown = async (person: typeof ana) => {
    const before = person.toldPrivately().length;
    expect(await person.runs(RANDOM, 'baton show', { run: number })).toMatchObject({ taken: true });
    return await until(() => {
      const seen = person
        .toldPrivately()
        .slice(before)
        .filter(({ thinking }) => !thinking);
      return seen.length > 0 && seen.flatMap(({ lines }) => lines).join(' ');
    });
  };
  expect(await shown(ana)).toContain('salaries');
  expect(await shown(ben)).not.toContain('salaries');
  expect(discord.violations).toEqual([]);
});
