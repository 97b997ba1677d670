/** `npm run docs`: writes the generated parts of README.md and .env.example, and the pages in docs/patterns. A test fails when they have drifted. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { documents } from './documents.ts';
import { patternPages } from './patterns/pages.ts';

const root = resolve(import.meta.dirname, '..');
for (const [name, render] of documents) {
  const path = resolve(root, name);
  writeFileSync(path, render(readFileSync(path, { encoding: 'utf8', flag: 'a+' })));
  console.log(`${name} is up to date`);
}
for (const [name, text] of await patternPages()) {
  const path = resolve(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`${name} is up to date`);
}
