/** What Slack said is good for a while, is looked up again behind people's backs, and stands when Slack does not answer. */
import { expect, test } from 'vitest';
import { remembered } from '../../../adapters/slack/people/remembered.ts';

function memory() {
  let at = 0;
  const asked: string[] = [];
  let answer: (key: string) => Promise<string> = async (key) => `${key} 1`;
  const failures: unknown[] = [];
  const known = remembered<string>(
    (key) => {
      asked.push(key);
      return answer(key);
    },
    { freshMs: 100, staleMs: 1_000, clock: { now: () => at }, most: 2, onError: (error) => failures.push(error) },
  );
  return {
    known,
    asked,
    failures,
    passes(ms: number) {
      at += ms;
    },
    says(next: typeof answer) {
      answer = next;
    },
  };
}

test('many who ask at once, and all who ask soon after, are answered by one look-up', async () => {
  const { known, asked } = memory();
  expect(await Promise.all([known.get('a'), known.get('a'), known.get('a')])).toEqual(['a 1', 'a 1', 'a 1']);
  expect(await known.get('a')).toBe('a 1');
  expect(asked).toEqual(['a']);
});

test('after a while the last answer is given while it is looked up anew; after longer it is waited for', async () => {
  const { known, asked, passes, says } = memory();
  await known.get('a');
  says(async (key) => `${key} 2`);
  passes(150);
  expect(await known.get('a')).toBe('a 1');
  await Promise.resolve();
  expect(await known.get('a')).toBe('a 2');
  says(async (key) => `${key} 3`);
  passes(1_500);
  expect(await known.get('a')).toBe('a 3');
  expect(asked).toHaveLength(3);
});

test('when Slack fails, the last answer stands; what was never known fails', async () => {
  const { known, failures, passes, says } = memory();
  await known.get('a');
  says(() => Promise.reject(new Error('down')));
  passes(5_000);
  expect(await known.get('a')).toBe('a 1');
  expect(failures).toHaveLength(1);
  await expect(known.get('b')).rejects.toThrow('down');
});

test('what is forgotten is looked up again, and the oldest are forgotten by themselves', async () => {
  const { known, asked } = memory();
  await known.get('a');
  known.forget('a');
  await known.get('a');
  await known.get('b');
  await known.get('c');
  await known.get('a');
  expect(asked).toEqual(['a', 'a', 'b', 'c', 'a']);
});
