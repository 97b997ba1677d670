import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap((name) => (name.endsWith('.md') ? [join('docs', name)] : [])),
];

test.each(DOCUMENTS)('%s links to what exists', (name) => {
  const links = [...readFileSync(join(ROOT, name), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(name), link)))).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md'])('%s names files and scripts that exist', (name) => {
  const text = readFileSync(join(ROOT, name), 'utf8');
  const paths = [...text.matchAll(/`((?:src|db|commands|adapters|library|test|docs|scripts|bench)\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const scripts: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
  const named = [...text.matchAll(/npm run ([\w-]+)/g)].map((match) => match[1] ?? '');
  expect(named.filter((script) => !(typeof scripts === 'object' && scripts !== null && script in scripts))).toEqual([]);
});
