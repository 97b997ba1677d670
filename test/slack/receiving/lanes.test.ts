/** Work in lanes: so many at a time, clicks beside requests, words of one thread in their order. */
import { expect, test } from 'vitest';
import { createLanes, type Lane } from '../../../src/chat/receiving/lanes.ts';

const gate = () => Promise.withResolvers<void>();

test('a lane that is full holds up nobody in another', async () => {
  const lanes = createLanes<Lane>((lane) => lane);
  const requests = { lane: 'requests', most: 2, inOrder: null };
  const [first, second] = [gate(), gate()];
  const begun: string[] = [];
  const run = (name: string, lane: Lane, until: Promise<void>) =>
    lanes.run(lane, async () => {
      begun.push(name);
      await until;
      return name;
    });
  const all = [run('one', requests, first.promise), run('two', requests, second.promise), run('three', requests, Promise.resolve())];
  expect(await run('click', { lane: 'clicks', most: 1, inOrder: null }, Promise.resolve())).toBe('click');
  expect(begun).toEqual(['one', 'two', 'click']);
  first.resolve();
  expect(await Promise.all([all[0], all[2]])).toEqual(['one', 'three']);
  second.resolve();
  await lanes.idle();
  expect(begun).toEqual(['one', 'two', 'click', 'three']);
});

test('what has the same order runs one after the other, also after a failure', async () => {
  const lanes = createLanes<Lane>((lane) => lane);
  const thread = { lane: 'words', most: 10, inOrder: 'C1 1' };
  const slow = gate();
  const done: string[] = [];
  const first = lanes.run(thread, async () => {
    await slow.promise;
    done.push('first');
    throw new Error('broken');
  });
  const second = lanes.run(thread, async () => void done.push('second'));
  await lanes.run({ ...thread, inOrder: 'C1 2' }, async () => void done.push('elsewhere'));
  slow.resolve();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(done).toEqual(['elsewhere', 'first', 'second']);
});
