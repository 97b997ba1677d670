import { expect, test } from 'vitest';
import { workflowId } from '../../src/engine/ids.ts';
import { createHints } from '../../src/queue/hints.ts';

const one = workflowId('one');
const other = workflowId('other');

test('a drive that nobody woke meanwhile ends without a look', () => {
  const hints = createHints();
  hints.started(one);
  hints.sent(other);
  expect(hints.ended(one)).toBe(false);
});

test('a drive ends with a look when this process or another enqueued during it', () => {
  const hints = createHints();
  hints.started(one);
  hints.started(other);
  hints.sent(one);
  expect(hints.ended(one)).toBe(true);
  hints.heard();
  expect(hints.ended(other)).toBe(true);
});
