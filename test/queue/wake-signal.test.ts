import { expect, test } from 'vitest';
import { createWakeSignal } from '../../src/queue/wake-signal.ts';

test('a notify before the wait is remembered once', async () => {
  const signal = createWakeSignal();
  signal.notify();
  signal.notify();
  expect(await signal.wait(60_000)).toBe('notified');
  expect(await signal.wait(1)).toBe('late');
});

test('a notify ends the wait', async () => {
  const signal = createWakeSignal();
  const waited = signal.wait(60_000);
  signal.notify();
  expect(await waited).toBe('notified');
});
