import { expect, test } from 'vitest';
import { workflowId } from '../../src/engine/ids.ts';
import { createHints } from '../../src/queue/hints.ts';

const one = workflowId('one');
const other = workflowId('other');

test('the echo of an own enqueue is no news; a NOTIFY of another process is', () => {
  const hints = createHints();
  hints.sent(one);
  expect(hints.heard()).toBe(false);
  expect(hints.heard()).toBe(true);
});

test('an own enqueue that has no echo does not swallow news for longer than a poll', () => {
  const hints = createHints();
  hints.sent(one);
  hints.polled();
  expect(hints.heard()).toBe(true);
});

test('a drive that nobody woke meanwhile ends without a look', () => {
  const hints = createHints();
  hints.started(one);
  hints.sent(other);
  hints.heard();
  expect(hints.ended(one)).toBe(false);
});

test('a drive ends with a look when this process or another enqueued during it', () => {
  const hints = createHints();
  hints.started(one);
  hints.started(other);
  hints.sent(one);
  expect(hints.ended(one)).toBe(true);
  hints.heard();
  expect(hints.heard()).toBe(true);
  expect(hints.ended(other)).toBe(true);
});
