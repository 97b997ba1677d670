/** The timer of a live drive: one moment at a time, however far away. */
import { expect, test } from 'vitest';
import { createDueTimer } from '../../src/runtime/due-timer.ts';
import { createHandClock } from '../fakes/hand-clock.ts';

const HOUR = 3_600_000;

test('fires once, at its moment, and not before', async () => {
  const clock = createHandClock();
  let fired = 0;
  const timer = createDueTimer({ clock, now: clock.now, due: () => (fired += 1) });
  timer.set(clock.now() + 1_000);
  await clock.advance(999);
  expect(fired).toBe(0);
  await clock.advance(1);
  expect(fired).toBe(1);
  timer.set(clock.now());
  await clock.advance(10);
  expect(fired).toBe(1);
});

test('another moment takes its place; none, or closing, ends it', async () => {
  const clock = createHandClock();
  let fired = 0;
  const timer = createDueTimer({ clock, now: clock.now, due: () => (fired += 1) });
  timer.set(clock.now() + 1_000);
  timer.set(clock.now() + 3_000);
  await clock.advance(2_000);
  expect(fired).toBe(0);
  timer.set(null);
  await clock.advance(2_000);
  timer.set(clock.now() + 1_000);
  timer.close();
  await clock.advance(2_000);
  expect([fired, clock.sleepers()]).toEqual([0, 0]);
});

test('a year away is slept in pieces that no timer of the platform overflows', async () => {
  const clock = createHandClock();
  const slept: number[] = [];
  let fired = 0;
  const sleep: typeof clock.sleep = (ms, signal) => {
    slept.push(ms);
    return clock.sleep(ms, signal);
  };
  const timer = createDueTimer({ clock: { sleep }, now: clock.now, due: () => (fired += 1) });
  timer.set(clock.now() + 50 * HOUR);
  for (let hours = 0; hours < 50; hours += 1) await clock.advance(HOUR);
  expect(fired).toBe(1);
  expect(Math.max(...slept)).toBeLessThanOrEqual(HOUR);
});
