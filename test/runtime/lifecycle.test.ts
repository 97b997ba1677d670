/** Stopping: in reverse order, once, and also while a start or a part hangs. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLifecycle } from '../../src/runtime/lifecycle.ts';
import { createHandClock } from '../fakes/hand-clock.ts';
import { until } from '../until.ts';

const log = pino({ level: 'silent' });

function lifecycleOf(names: readonly string[]) {
  const clock = createHandClock();
  const lifecycle = createLifecycle(log, clock);
  const stopped: string[] = [];
  for (const name of names)
    lifecycle.started(name, async () => {
      stopped.push(name);
    });
  return { clock, lifecycle, stopped };
}

test('what was started last is stopped first, once, however often a stop is asked for', async () => {
  const { lifecycle, stopped } = lifecycleOf(['database', 'queue', 'web']);
  lifecycle.startEnded();
  await Promise.all([lifecycle.stop('SIGTERM'), lifecycle.stop('SIGINT')]);
  expect(stopped).toEqual(['web', 'queue', 'database']);
});

test('a start under way is waited for', async () => {
  const { lifecycle, stopped } = lifecycleOf(['database']);
  const stopping = lifecycle.stop('SIGTERM');
  lifecycle.started('web', async () => {
    stopped.push('web');
  });
  lifecycle.startEnded();
  await stopping;
  expect(stopped).toEqual(['web', 'database']);
});

test('a start that hangs does not keep the process from stopping', async () => {
  const { clock, lifecycle, stopped } = lifecycleOf(['database']);
  const stopping = lifecycle.stop('SIGTERM');
  await until(() => clock.sleepers() === 1);
  expect(stopped).toEqual([]);
  await clock.advance(4_000);
  await stopping;
  expect(stopped).toEqual(['database']);
});

test('a part that hangs or fails does not keep the others from stopping', async () => {
  const { clock, lifecycle, stopped } = lifecycleOf(['database']);
  lifecycle.started('broken', () => Promise.reject(new Error('no')));
  const asked = Promise.withResolvers<void>();
  lifecycle.started('hung', () => {
    asked.resolve();
    return new Promise(() => undefined);
  });
  lifecycle.startEnded();
  const stopping = lifecycle.stop('SIGTERM');
  await asked.promise;
  await until(() => clock.sleepers() === 1);
  await clock.advance(8_000);
  await stopping;
  expect(stopped).toEqual(['database']);
});
