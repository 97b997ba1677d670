import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { documents } from '../../scripts/documents.ts';
import { patternPages } from '../../scripts/patterns/pages.ts';
import { PATTERNS } from '../../src/patterns/index.ts';

test.each([...documents])('%s says what the code does (else run `npm run docs`)', (name, render) => {
  const current = readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');
  expect(current).toBe(render(current));
});

const pages = await patternPages();

test.each([...pages])('%s shows what the code does (else run `npm run docs`)', (name, made) => {
  expect(readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8')).toBe(made);
});

test('docs/patterns holds a page and a picture of every pattern, and nothing that is left over', () => {
  const found = readdirSync(resolve(import.meta.dirname, '../../docs/patterns')).map((name) => `docs/patterns/${name}`);
  expect(found.toSorted()).toEqual([...pages.keys()].toSorted());
  expect(pages.size).toBe(PATTERNS.length * 2 + 1);
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
