/**
 * Seven runs at once in one workspace, each handled by another person in another way: undisturbed, and with Baton killed when all
 * of them are in the middle. Afterwards every thread reads as it should, and nothing stands in it twice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Seen } from '../../fakes/slack/seen/thread.ts';
import { type BatonInSlack, batonInSlack, type Mode, twice } from './baton-in-slack.ts';
import { FLOWS } from './flows.ts';

const CASES: readonly (readonly [Mode, 'undisturbed' | 'killed in the middle'])[] = [
  ['socket', 'undisturbed'],
  ['http', 'undisturbed'],
  ['socket', 'killed in the middle'],
  ['http', 'killed in the middle'],
];

describe.each(CASES)('over %s, %s', (mode, kind) => {
  const channels = FLOWS.map((_, index) => `C0000FLOW${index}`);
  const people = FLOWS.map((_, index) => `U0000FLOW${index}`);
  let there: BatonInSlack;
  let played: readonly Promise<Seen>[];

  beforeAll(async () => {
    const workspace = {
      people: people.map((id, index) => ({ id, name: `person${index}` })),
      channels: channels.map((id, index) => ({ id, name: `channel-${index}` })),
    };
    there = await batonInSlack(mode, { slack: { workspaces: [workspace] } });
    const { slack, crash } = there;
    let coming = FLOWS.length;
    const all = Promise.withResolvers<void>();
    const arrived = () => {
      coming -= 1;
      if (coming === 0) all.resolve(kind === 'undisturbed' ? undefined : crash());
    };
    played = FLOWS.map(async ({ play }, index) => {
      let came = false;
      const middle = async () => {
        came = true;
        arrived();
        await all.promise;
      };
      try {
        return await play({ slack, person: slack.person(people[index] ?? ''), channel: channels[index] ?? '', middle });
      } finally {
        // One that fails before does not keep the others.
        if (!came) arrived();
      }
    });
    // Whichever fails is told by its own test, which may look later.
    for (const one of played) one.catch(() => undefined);
  });

  afterAll(() => there.close());

  test.each(FLOWS.map(({ name }, index) => [name, index] as const))('%s', { timeout: 240_000 }, async (_, index) => {
    const root = await played[index];
    if (!root) throw new Error('It was not played.');
    expect(twice(there.slack, root)).toEqual([]);
    expect(there.slack.channel(root.channel).length).toBe(1);
    const ends = there.slack.thread(root.channel, root.ts).filter(({ lines }) => lines.join('\n').includes('Coverage: '));
    expect(ends.length).toBe(1);
  });

  test('Slack had nothing to complain about', () => {
    expect(there.slack.violations).toEqual([]);
  });
});
