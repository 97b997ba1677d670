/** What Slack said is good for a while, is asked again after that, stands when Slack does not answer, and falls when it refuses. */
import { expect, test } from 'vitest';
import { remembered } from '../../../src/chat/people/remembered.ts';

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
    {
      freshMs: 100,
      standsMs: 1_000,
      refuses: (error) => error instanceof TypeError,
      clock: { now: () => at },
      most: 2,
      onError: (error) => failures.push(error),
    },
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

test('after a while it is asked again, and waited for where it gives somebody a right', async () => {
  const { known, asked, passes, says } = memory();
  await known.get('a');
  says(async (key) => `${key} 2`);
  passes(150);
  expect(await known.get('a')).toBe('a 2');
  says(async (key) => `${key} 3`);
  passes(5_000);
  expect(await known.last('a')).toBe('a 2');
  await Promise.resolve();
  expect(await known.last('a')).toBe('a 3');
  expect(asked).toHaveLength(3);
});

test('where there is no answer, the last answer stands, and not for ever; what was never known fails', async () => {
  const { known, failures, passes, says } = memory();
  await known.get('a');
  says(() => Promise.reject(new Error('down')));
  passes(500);
  expect(await known.get('a')).toBe('a 1');
  expect(failures).toHaveLength(1);
  passes(500);
  await expect(known.get('a')).rejects.toThrow('down');
  await expect(known.get('b')).rejects.toThrow('down');
});

test('where it is refused, nothing stands', async () => {
  const { known, passes, says } = memory();
  await known.get('a');
  says(() => Promise.reject(new TypeError('no such channel')));
  passes(150);
  await expect(known.get('a')).rejects.toThrow('no such channel');
  says(() => Promise.reject(new Error('down')));
  await expect(known.get('a')).rejects.toThrow('down');
});

test('an answer of before a change is not kept after it', async () => {
  const { known, says } = memory();
  const { promise, resolve } = Promise.withResolvers<string>();
  says(() => promise);
  const before = known.get('a');
  known.forget('a');
  says(async () => 'of after');
  expect(await known.get('a')).toBe('of after');
  resolve('of before');
  await before;
  expect(await known.get('a')).toBe('of after');
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
