/** How soon many commands at once are acknowledged. Runs alone: what tests beside it do to the machine is no fault of Baton's. */
import { describe, expect } from 'vitest';
import { slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, CLEO } from '../../fakes/slack/world/seed.ts';
import { test } from '../../opened.ts';
import { until } from '../../until.ts';
import { batonApart } from './baton-apart.ts';

describe.each(['socket', 'http'] as const)('over %s', (receive) => {
  test('200 commands in two seconds are all acknowledged within a second, 99 of 100 of them, and each is done once', async ({ open }) => {
    // As documented: about one message a second in a channel, so many channels.
    const channels = Array.from({ length: 25 }, (_, index) => ({ id: `C0000000${String(index).padStart(2, '0')}`, name: `team-${index}` }));
    const slack = await slackServer({ delivery: receive, rates: 1, workspaces: [{ channels }] });
    open.push({ stop: () => slack.close() });
    const one = await batonApart(slack, receive);
    open.push(one);
    const people = [ANA, BEN, CLEO];
    const sent = Array.from({ length: 200 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      return await slack
        .person(people[index % people.length] ?? ANA)
        .types(channels[index % channels.length]?.id ?? '', `/orchestrate Task number ${index} AND another one`);
    });
    const reacted = await Promise.all(sent);
    expect(reacted.filter(({ taken }) => !taken)).toEqual([]);
    const times = reacted.flatMap((reaction) => (reaction.taken ? [reaction.afterMs] : [])).toSorted((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(1_000);
    await until(async () => (await one.runs()) === 200);
    expect(channels.flatMap(({ id }) => slack.channel(id))).toHaveLength(200);
    expect(slack.calls.filter(({ answer }) => answer === 'ratelimited')).toEqual([]);
    expect(slack.violations).toEqual([]);
  }, 120_000);
});
