/** A client that fetches types ends the process where its connection is lost too early: none of ours does. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const calls = globSync('{src,db,adapters,scripts}/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?<![\w.])postgres\((?!\s*\))[^;]*;/gu)].map(([call]) => ({ file, call })),
);

test('every client of PostgreSQL leaves the types alone', () => {
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(({ call }) => !call.includes('fetch_types: false')).map(({ file }) => file)).toEqual([]);
});
