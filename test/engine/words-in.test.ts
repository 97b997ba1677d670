import { expect, test } from 'vitest';
import { wordsIn } from '../../src/engine/words-in.ts';

test.each([
  ['', 0],
  ['  \n ', 0],
  ['one', 1],
  [' two words\n', 2],
  ["don't re-count well-known ones", 4],
  // No spaces, and yet a long task.
  ['監査ログの保存方法を三つ比べる', 8],
  ['比較 three 個', 3],
])('%j', (text, words) => {
  expect(wordsIn(text)).toBe(words);
});
