/** `npm run docs`: writes the generated parts of README.md and .env.example. A test fails when they have drifted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documents } from './documents.ts';

const root = resolve(import.meta.dirname, '..');
for (const [name, render] of documents) {
  const path = resolve(root, name);
  writeFileSync(path, render(readFileSync(path, { encoding: 'utf8', flag: 'a+' })));
  console.log(`${name} is up to date`);
}
