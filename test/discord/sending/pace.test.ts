/** How often Discord's live card moves: with what happens at first, once a minute in the end; what has ended shows at once. */
import { expect, test } from 'vitest';
import { discordPace } from '../../../adapters/discord/sending/pace.ts';
import { card, question } from './arena.ts';

const live = { ...question('one done'), kind: 'live' as const };

test('ever more seldom while a run is at work', () => {
  const waits = Array.from({ length: 200 }, (_, edits) => discordPace.editIntervalMs(live, edits));
  expect(waits[0]).toBe(3_000);
  expect(waits.at(-1)).toBe(60_000);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  // Before messages are an hour old, and edits of them rationed, it has come to a minute.
  const untilSlow = waits.filter((wait) => wait < 60_000).reduce((sum, wait) => sum + wait, 0);
  expect(untilSlow).toBeLessThan(3_600_000);
});

test('at once when a run has ended, or asks', () => {
  expect(discordPace.editIntervalMs(card('live', 'all done'), 100)).toBeLessThan(2_000);
  expect(discordPace.editIntervalMs(question('Go on?'), 100)).toBeLessThan(2_000);
});
