/** docs/security.md keeps its word: each promise names tests, and each of them is there and not switched off. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

interface Promised {
  readonly text: string;
  readonly shownBy: readonly string[];
}

const promises = promisesOf(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));

test('there are promises, and each names what shows it', () => {
  expect(promises.length).toBeGreaterThan(30);
  expect(promises.filter(({ shownBy }) => shownBy.length === 0).map(({ text }) => text)).toEqual([]);
});

test('each named test is there', () => {
  expect(promises.flatMap(({ shownBy }) => shownBy.flatMap((line) => problemWith(line) ?? []))).toEqual([]);
});

test.each([
  ['  - test/docs/security.test.ts: no quotes', 'is not'],
  ['  - `test/docs/no-such.test.ts`: something', 'no such file'],
  ['  - `test/docs/security.test.ts`: something else', 'no test of that name'],
  ['  - `docs/security.md`: Security', 'not a test'],
])('a line such as "%s" is found out', (line, problem) => {
  expect(problemWith(line)).toContain(problem);
});

test('a promise without a test is found out', () => {
  expect(promisesOf('## What is promised\n- **One.**\n  - `a`: b\n- **Two.**\n\n## What is not promised\n- **Three.**')).toEqual([
    { text: '- **One.**', shownBy: ['  - `a`: b'] },
    { text: '- **Two.**', shownBy: [] },
  ]);
});

function promisesOf(document: string): readonly Promised[] {
  const part = document.split(/^## /mu).find((section) => section.startsWith('What is promised')) ?? '';
  return part
    .split(/^(?=- )/mu)
    .slice(1)
    .map((item) => {
      const lines = item.split('\n');
      return { text: lines[0] ?? '', shownBy: lines.filter((line) => line.startsWith('  - ')) };
    });
}

function problemWith(line: string): string | null {
  const [, file, title] = /^ {2}- `([\w./-]+)`: (.+)$/u.exec(line) ?? [];
  if (file === undefined || title === undefined) return `${line.trim()}: is not "\`file\`: name of a test"`;
  if (!file.startsWith('test/')) return `${file}: not a test`;
  if (!existsSync(join(ROOT, file))) return `${file}: no such file`;
  if (!isRun(file)) return `${file}: no test runs it`;
  return titlesIn(readFileSync(join(ROOT, file), 'utf8')).has(title) ? null : `${file}: no test of that name: ${title}`;
}

/** A contract is run by tests that import it. */
function isRun(file: string): boolean {
  if (file.endsWith('.test.ts')) return true;
  const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return tests.some((name) => importsFrom(join(ROOT, 'test', name)).includes(join(ROOT, file)));
}

function importsFrom(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/gu)].map(([, path]) => resolve(dirname(file), path ?? ''));
}

/** `test('name'`, `test.concurrent('name'`, and the name after `test.each(...)` or `test.runIf(...)`. `skip`, `todo` and `describe` are none. */
function titlesIn(source: string): ReadonlySet<string> {
  const named = /(?:(?<![\w.])(?:test|it)(?:\.concurrent)?|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1,/gu;
  return new Set([...source.matchAll(named)].map((match) => (match[2] ?? '').replaceAll(/\\(.)/gu, '$1')));
}
