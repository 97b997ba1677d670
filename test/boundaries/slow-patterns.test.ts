/**
 * No regular expression takes more than linear time on a text of others: a hostile one of 100,000 characters would stop
 * the process for a minute. Two looks, as each sees what the other misses: `recheck` reasons about the pattern, within a
 * time limit (what it cannot settle in it counts as unknown, not as slow), and pumped texts measure it where it runs,
 * lookarounds and all, which `recheck` only approximates.
 */
import { expect, test } from 'vitest';
import { readFlags } from '../../commands/flags.ts';
import { readNamedValues } from '../../commands/named-values.ts';
import { type Pattern, patternsIn } from './patterns-in.ts';
import { growsTooFast, pumped, pumpsFor } from './pumped.ts';
import { madeBy } from './recorded-patterns.ts';

/** Nothing that people, files or models give reaches these, or only so much of it. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([['db/embedded/command-line.ts', 'what ps says of one process, our own PostgreSQL server']]);

const { literals, constructed } = patternsIn(['src', 'commands', 'adapters', 'db']);

const made = await madeBy(async () => {
  await import('../../src/engine/rehearsal-marks.ts');
  await import('../../src/patterns/parts/routing.ts');
  await import('../../commands/preview.ts');
  await import('../../commands/typed-options.ts');
  readFlags('', ['days', 'by']);
  readNamedValues('', [
    { name: 'type', takes: 'word' },
    { name: 'title', takes: 'text' },
  ]);
});

const all = distinct([...literals, ...made]).filter(({ place }) => !EXCEPTIONS.has(place.replace(/:\d+$/u, '')));

test('every place that makes a regular expression while it runs is looked at', () => {
  expect(literals.length).toBeGreaterThan(200);
  expect(made.map(({ place }) => place).toSorted()).toEqual(constructed.toSorted());
});

test('an exception is of a file that has a pattern', () => {
  for (const file of EXCEPTIONS.keys()) expect(literals.some(({ place }) => place.startsWith(`${file}:`))).toBe(true);
});

test('recheck finds no slow pattern', { timeout: 120_000 }, async () => {
  // Its JavaScript alone: the same on every platform, and no process beside this one.
  process.env.RECHECK_BACKEND = 'pure';
  const { checkSync } = await import('recheck');
  const slow = (pattern: Pattern, timeout = 100) => {
    const found = checkSync(pattern.source, flagsForRecheck(pattern), { timeout });
    return found.status === 'vulnerable' ? [`${pattern.place} ${found.complexity.summary}: ${found.attack.pattern}`] : [];
  };
  // The first one finds the code cold, and on a busy machine.
  expect(slow({ place: 'known', source: '[,;]+$', flags: 'u' }, 30_000)).toHaveLength(1);
  expect(all.flatMap((pattern) => slow(pattern))).toEqual([]);
});

test('pumped texts make no pattern slow', { timeout: 120_000 }, () => {
  const slow = (pattern: Pattern) => {
    const pump = pumpsFor(pattern.source).find((one) => growsTooFast((characters) => run(pattern, pumped(one, characters)), 8_000));
    return pump === undefined ? [] : [`${pattern.place} with ${JSON.stringify(pump)}`];
  };
  // The second is one that recheck takes for a safe one.
  expect(slow({ place: 'known', source: '<result>([\\s\\S]*)<\\/result>', flags: 'u' })).toHaveLength(1);
  expect(slow({ place: 'known', source: '[.!?;:\\n]+(?=\\s|$)', flags: 'u' })).toHaveLength(1);
  expect(all.flatMap(slow)).toEqual([]);
});

/** From the place that the pattern is used at: with `g` it goes on after a match. */
function run({ source, flags }: Pattern, text: string): void {
  const pattern = new RegExp(source, flags);
  if (flags.includes('g')) text.replaceAll(pattern, '');
  else pattern.exec(text);
}

/** Where it starts makes no difference to it, and Unicode is slow to reason about: only where the pattern needs it. */
function flagsForRecheck({ source, flags }: Pattern): string {
  return flags.replaceAll(/\\p|\\u\{/u.test(source) ? /[gy]/gu : /[gyu]/gu, '');
}

function distinct(patterns: readonly Pattern[]): readonly Pattern[] {
  return [...new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
}
