/** What `/healthz` says of parts that work, fail, or do not answer. */
import { expect, test } from 'vitest';
import { healthOf } from '../../src/runtime/health.ts';
import { createHandClock } from '../fakes/hand-clock.ts';
import { until } from '../until.ts';

const sources = { database: () => Promise.resolve(), queue: () => Promise.resolve(), model: 'rehearsal', version: '1.2.3' } as const;

test('all is well', async () => {
  const clock = createHandClock();
  expect(await healthOf(sources, clock)).toEqual({ ok: true, parts: { database: 'ok', queue: 'ok', model: 'rehearsal', version: '1.2.3' } });
  expect(clock.sleepers()).toBe(0);
});

test('a part that fails is named', async () => {
  const health = await healthOf({ ...sources, queue: () => Promise.reject(new Error('no')) }, createHandClock());
  expect(health).toMatchObject({ ok: false, parts: { database: 'ok', queue: 'unavailable' } });
});

test('a part that does not answer does not keep the answer', async () => {
  const clock = createHandClock();
  const asked = healthOf({ ...sources, database: () => new Promise(() => undefined) }, clock);
  await until(() => clock.sleepers() === 1);
  await clock.advance(3_000);
  expect(await asked).toMatchObject({ ok: false, parts: { database: 'unavailable', queue: 'ok' } });
});

test('a platform that does not reach the process is named, and makes it no less healthy', async () => {
  const surfaces = { slack: () => 'reconnecting' as const };
  expect(await healthOf({ ...sources, surfaces }, createHandClock())).toMatchObject({ ok: true, parts: { slack: 'reconnecting', database: 'ok' } });
});
