import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, load, named, newFolder, persona, SHIPPED, skill } from './folders.ts';

let folder: Folder;
let other: Folder;
beforeEach(async () => {
  folder = await newFolder();
  other = await newFolder();
});
afterEach(async () => {
  await folder.remove();
  await other.remove();
});

describe('what is shipped', () => {
  test('personas, each of a size to use', async () => {
    const { library } = await load(SHIPPED);
    expect(library.problems().filter(({ what }) => what !== 'composition')).toEqual([]);
    expect(library.personas().map(({ name }) => name)).toEqual(expect.arrayContaining(['architecture-expert', 'security-expert', 'startup-cto']));
    for (const { name, text, description, path } of library.personas()) {
      expect(text.split(/\s+/u).length).toBeGreaterThan(150);
      expect(text.split(/\s+/u).length).toBeLessThan(350);
      expect(description.length).toBeLessThan(200);
      expect(path).toBe(`agents/personas/${name}.md`);
    }
  });
});

describe('what is added', () => {
  test('joins the shipped ones, and a later folder replaces by name', async () => {
    await folder.put('agents/personas/lawyer.md', persona('lawyer'));
    await folder.put('agents/personas/startup-cto.md', persona('startup-cto', 'Ours.'));
    await folder.put('agents/personas/notes.txt', 'no persona');
    await folder.put('agents/personas/README.md', 'no persona either');
    await other.put('agents/personas/cto.md', persona('Startup CTO', 'Theirs.'));
    const shipped = (await load(SHIPPED)).library.personas().length;
    const { library } = await load(SHIPPED, folder.path, other.path);
    expect(library.personas()).toHaveLength(shipped + 1);
    expect(library.persona('startup-cto')?.text).toBe('Theirs.');
    expect(library.persona('lawyer')).toEqual({
      ...{ name: 'lawyer', description: 'Thinks.', text: 'You think.' },
      ...{ path: 'agents/personas/lawyer.md', capabilities: [] },
    });
    expect(library.persona('nobody')).toBeNull();
    expect(named(library).filter(([path]) => path.startsWith('agents'))).toEqual([]);
  });

  test.each([
    ['no front matter', 'Just text', 1, 'no-front-matter'],
    ['front matter without an end', '---\nname: broken\n', 1, 'open-front-matter'],
    ['YAML that is none', '---\ndescription: d\nname: [\n---\nBody', 3, 'not-yaml'],
    ['a list for a head', '---\n- a\n---\nBody', 2, 'wrong-field'],
    ['no description', '---\nname: broken\n---\nBody', 2, 'wrong-field'],
    ['no body', '---\nname: broken\ndescription: d\n---\n', null, 'empty-body'],
    ['a body that crowds out the task', persona('broken', 'x'.repeat(6_001)), 6, 'long-body'],
  ])('a persona with %s is named with its line, and the others load', async (_, text, line, kind) => {
    await folder.put('agents/personas/broken.md', text);
    await folder.put('agents/personas/fine.md', persona('fine'));
    const { library, logged } = await load(folder.path);
    expect(library.personas().map(({ name }) => name)).toEqual(['fine']);
    expect(named(library)).toEqual([['agents/personas/broken.md', line, kind]]);
    expect(logged()).toContain('broken.md');
  });

  test('two of a name in one folder: the first stays, the second is named', async () => {
    await folder.put('agents/personas/a.md', persona('twin', 'First.'));
    await folder.put('agents/personas/b.md', persona('twin', 'Second.'));
    const { library } = await load(folder.path);
    expect(library.persona('twin')?.text).toBe('First.');
    expect(library.problems()).toEqual([
      expect.objectContaining({ path: 'agents/personas/b.md', line: 2, reason: { kind: 'name-taken', name: 'twin', by: 'agents/personas/a.md' } }),
    ]);
  });

  test('a folder that is not there is named, and stops nothing', async () => {
    await folder.put('engineering/review/SKILL.md', skill('review'));
    const { library } = await load(`${folder.path}/nowhere`, folder.path);
    expect(library.skill('review')?.domain).toBe('engineering');
    expect(library.problems()).toEqual([
      { what: 'folder', folder: 'nowhere', path: '', line: null, reason: { kind: 'unreadable', detail: 'ENOENT' }, lastGood: false },
    ]);
  });
});
