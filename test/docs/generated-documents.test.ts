import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { documents } from '../../scripts/documents.ts';

test.each([...documents])('%s says what the code does (else run `npm run docs`)', (name, render) => {
  const current = readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');
  expect(current).toBe(render(current));
});

test('README gives a reason for each dependency', () => {
  const root = resolve(import.meta.dirname, '../..');
  const { dependencies, optionalDependencies, devDependencies } = z
    .object({ dependencies: names, optionalDependencies: names, devDependencies: names })
    .parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')));
  const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
  const needed = [...dependencies, ...devDependencies, ...optionalDependencies.map((name) => name.replace(/\/.*/, '/*'))];
  expect(needed.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

const names = z.record(z.string(), z.string()).transform((versions) => Object.keys(versions));
