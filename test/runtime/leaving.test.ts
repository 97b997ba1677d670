import { expect, test } from 'vitest';
import { createLeaving } from '../../src/runtime/leaving.ts';
import { createHandClock } from '../fakes/hand-clock.ts';

test('a process that stops gives calls five seconds, and the thread seven', async () => {
  const clock = createHandClock();
  const leaving = createLeaving(clock);
  expect([leaving.asked(), leaving.now(false)]).toEqual([false, false]);
  leaving.ask();
  expect([leaving.asked(), leaving.now(true), leaving.now(false), leaving.over()]).toEqual([true, false, true, false]);
  await clock.advance(5_000);
  expect([leaving.now(true), leaving.over()]).toEqual([true, false]);
  await clock.advance(2_000);
  expect(leaving.over()).toBe(true);
});

test('a drive that has lasted too long waits for its calls, however long they take, and then for the thread', async () => {
  const clock = createHandClock();
  const leaving = createLeaving(clock);
  let heard = 0;
  leaving.onNews(() => {
    heard += 1;
  });
  leaving.askBetweenCalls();
  expect([leaving.asked(), heard]).toEqual([true, 1]);
  await clock.advance(30 * 60_000);
  expect([leaving.now(true), leaving.over()]).toEqual([false, false]);
  expect([leaving.now(false), leaving.over()]).toEqual([true, false]);
  await clock.advance(7_000);
  expect(leaving.over()).toBe(true);
});

test('a process that stops does not wait for what such a drive waits for', async () => {
  const clock = createHandClock();
  const leaving = createLeaving(clock);
  leaving.askBetweenCalls();
  await clock.advance(60_000);
  leaving.ask();
  expect(leaving.now(true)).toBe(false);
  await clock.advance(5_000);
  expect(leaving.now(true)).toBe(true);
});
