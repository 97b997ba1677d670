/** The worked example of docs/library.md, written to a disk as it stands there, is a library without a fault. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load, newFolder, SHIPPED } from '../library/folders.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/library.md'), 'utf8');
const FILES = [...PAGE.matchAll(/\n`(\S+\.md)` (?:says|is)[^\n]*\n(?:[^\n]+\n)*\n```markdown\n([\s\S]*?)\n```\n/gu)].map(([, path = '', text = '']) => ({
  path,
  text,
}));

test('the example can be used as it is', async () => {
  expect(FILES.map(({ path }) => path)).toEqual([
    'agents/personas/procurement-lead.md',
    'procurement/supplier-check/SKILL.md',
    'templates/supplier-report.md',
    'compositions/supplier-review.md',
  ]);
  const folder = await newFolder();
  for (const { path, text } of FILES) await folder.put(path, text);
  const { library } = await load(SHIPPED, folder.path);
  expect(library.problems().filter(({ path }) => FILES.some((file) => file.path === path))).toEqual([]);
  expect(library.skill('supplier-check')?.domain).toBe('procurement');
  expect(library.template('supplier-report')?.inputs.map(({ name, required }) => [name, required])).toEqual([
    ['offer', true],
    ['budget', false],
  ]);
  expect(library.composition('supplier-review')?.steps.map(({ persona }) => persona)).toEqual(['procurement-lead', 'finance-lead']);
  await folder.remove();
});
