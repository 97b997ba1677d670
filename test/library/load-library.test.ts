import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadLibrary } from '../../src/library/load.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-library-'));
  await mkdir(join(folder, 'agents', 'personas'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const SHIPPED = join(import.meta.dirname, '..', '..', 'library');

async function load(...folders: readonly string[]) {
  const lines: string[] = [];
  const library = await loadLibrary({ folders, log: pino({}, { write: (line: string) => void lines.push(line) }) });
  return { library, logged: lines.join('') };
}

const persona = (name: string, body = 'You think.') => `---\nname: ${name}\ndescription: Thinks.\n---\n\n${body}\n`;
const put = (file: string, text: string) => writeFile(join(folder, 'agents', 'personas', file), text);

describe('what is shipped', () => {
  test('eight personas, none broken, each of a size to use', async () => {
    const { library, logged } = await load(SHIPPED);
    expect(logged).toBe('');
    expect(library.personas().map(({ name }) => name)).toEqual([
      'architecture-expert',
      'devops-engineer',
      'growth-marketer',
      'performance-expert',
      'product-manager',
      'security-expert',
      'solo-founder',
      'startup-cto',
    ]);
    for (const { text, description } of library.personas()) {
      expect(text.split(/\s+/u).length).toBeGreaterThan(150);
      expect(text.split(/\s+/u).length).toBeLessThan(330);
      expect(description.length).toBeLessThan(200);
    }
  });
});

describe('what is added', () => {
  test('joins the shipped ones, and replaces one of the same name', async () => {
    await put('lawyer.md', persona('lawyer'));
    await put('startup-cto.md', persona('startup-cto', 'Ours.'));
    await put('notes.txt', 'no persona');
    const { library, logged } = await load(SHIPPED, folder);
    expect(library.personas()).toHaveLength(9);
    expect(library.persona('startup-cto')?.text).toBe('Ours.');
    expect(library.persona('lawyer')).toEqual({ name: 'lawyer', description: 'Thinks.', text: 'You think.' });
    expect(library.persona('nobody')).toBeNull();
    expect(logged).toContain('startup-cto');
  });

  test.each([
    ['no front matter', 'Just text', 'front matter'],
    ['YAML that is none', '---\nname: [\n---\nBody', 'not YAML'],
    ['a name that is not the file’s', persona('other'), 'not the file'],
    ['a key that is unknown', '---\nname: broken\ndescription: d\nskill: x\n---\nBody', 'skill'],
    ['no body', '---\nname: broken\ndescription: d\n---\n', 'body is empty'],
    ['a body that crowds out the task', persona('broken', 'x'.repeat(6_001)), '6000'],
  ])('%s: skipped by name, and the others load', async (_, text, problem) => {
    await put('broken.md', text);
    await put('fine.md', persona('fine'));
    const { library, logged } = await load(folder);
    expect(library.personas().map(({ name }) => name)).toEqual(['fine']);
    expect(logged).toContain('broken.md');
    expect(logged).toContain(problem);
  });

  test('a link that leads nowhere is skipped by name', async () => {
    await symlink(join(folder, 'gone.md'), join(folder, 'agents', 'personas', 'lost.md'));
    const { library, logged } = await load(folder);
    expect(library.personas()).toEqual([]);
    expect(logged).toContain('lost.md');
  });

  test('a folder without personas is no mistake', async () => {
    const { library, logged } = await load(join(folder, 'nowhere'));
    expect(library.personas()).toEqual([]);
    expect(logged).toBe('');
  });
});
