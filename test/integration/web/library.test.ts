/** The library through the page's commands, over real HTTP, while its files change on disk. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Folder, load, newFolder, persona, SHIPPED, skill } from '../../library/folders.ts';
import { until } from '../../until.ts';
import { type Served, serveFresh } from './served.ts';

let served: Served;
let folder: Folder;
beforeAll(async () => {
  folder = await newFolder();
  await folder.put('agents/personas/auditor.md', persona('auditor', 'You count.'));
  served = await serveFresh({ library: (await load(SHIPPED, folder.path)).library });
});
afterAll(async () => {
  await served.close();
  await folder.remove();
});

async function told(text: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await served.post('/api/commands', { text });
  const body = (await response.json()) as { message?: { text: string }; error?: { message: string } };
  return { status: response.status, text: body.message?.text ?? body.error?.message ?? '' };
}

test('lists, searches and shows what is shipped and what was added', async () => {
  const personas = await told('/baton personas');
  expect(personas.status).toBe(200);
  expect(personas.text).toMatch(/^\d+ personas, by name\n/u);
  expect(personas.text).toContain('- auditor · Thinks.');
  expect((await told('/baton personas auditor')).text).toContain('You count.');
  expect((await told('/baton skills architecture')).text).toMatch(/^\d+ of \d+ skills fits? “architecture”/u);
});

test('shows the prompt of a template with its words and tokens', async () => {
  const { status, text } = await told('/baton preview research task=Find out what retention costs sources=the invoices');
  expect(status).toBe(200);
  expect(text).toMatch(/^research: \d+ of the 500 words that a task prompt may have, about \d+ tokens/u);
  expect(text).toContain('Find out what retention costs');
});

test('what changes on disk is seen without a restart, and what is broken is named', async () => {
  await folder.put('finance/closing/SKILL.md', skill('closing'));
  await until(async () => (await told('/baton skills closing')).text.startsWith('closing'));
  await folder.put('finance/closing/SKILL.md', '---\nname: closing\ndescription: "x\n---\n');
  await until(async () => (await told('/baton library check')).text.includes('finance/closing/SKILL.md, line 3'));
  expect((await told('/baton library check')).text).toContain('What was read before goes on being used.');
  expect((await told('/baton skills closing')).text).toMatch(/^closing/u);
});

test('what cannot be read is refused with help', async () => {
  const { status, text } = await told('/baton preview');
  expect(status).toBe(400);
  expect(text).toContain('Which template?');
});
