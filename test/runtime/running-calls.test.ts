/** Calls of a drive: what was aborted is still heard for a moment, and not once the drive is over. */
import { expect, test } from 'vitest';
import { attemptId } from '../../src/engine/ids.ts';
import type { CallEnd } from '../../src/runtime/perform-call.ts';
import { createRunningCalls } from '../../src/runtime/running-calls.ts';
import { createHandClock } from '../fakes/hand-clock.ts';

const ID = attemptId('w-a1');
const USAGE = { model: 'm', inputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0, costUsd: 0.1, chargedUsd: 0.1 };
const END: CallEnd = { input: { kind: 'call-aborted', attempt: ID, usage: USAGE }, artifacts: [] };

function started() {
  const clock = createHandClock();
  const heard: CallEnd[] = [];
  const news = { closed: 0 };
  const calls = createRunningCalls(clock, () => {
    news.closed += 1;
  });
  const call = Promise.withResolvers<CallEnd | null>();
  const aborted = { is: false };
  calls.start(
    ID,
    (signal) => {
      signal.addEventListener('abort', () => {
        aborted.is = true;
      });
      return call.promise;
    },
    (end) => heard.push(end),
  );
  return { clock, calls, heard, news, call, aborted };
}

test('an aborted call runs no more, and its end is waited for and heard', async () => {
  const { clock, calls, heard, news, call, aborted } = started();
  expect([calls.size, calls.closing]).toEqual([1, 0]);
  calls.abort(ID);
  expect([calls.size, calls.closing, aborted.is]).toEqual([0, 1, true]);
  call.resolve(END);
  await clock.advance(0);
  expect([calls.closing, heard, news.closed]).toEqual([0, [END], 1]);
  expect(clock.sleepers()).toBe(0);
});

test('one that has nothing to tell, or does not end at all, is not waited for longer than a moment', async () => {
  const silent = started();
  silent.calls.abort(ID);
  silent.call.resolve(null);
  await silent.clock.advance(0);
  expect([silent.calls.closing, silent.heard, silent.news.closed]).toEqual([0, [], 1]);
  const stuck = started();
  stuck.calls.abort(ID);
  await stuck.clock.advance(2_999);
  expect(stuck.calls.closing).toBe(1);
  await stuck.clock.advance(1);
  expect([stuck.calls.closing, stuck.news.closed]).toEqual([0, 1]);
});

test('nothing is heard once the drive is over, and nothing of it is left behind', async () => {
  const { clock, calls, heard, call, aborted } = started();
  calls.abortAll();
  expect(aborted.is).toBe(true);
  call.resolve(END);
  await clock.advance(0);
  expect(heard).toEqual([]);
  expect([calls.size, calls.closing, clock.sleepers()]).toEqual([0, 0, 0]);
});
