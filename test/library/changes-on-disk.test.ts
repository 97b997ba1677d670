import { mkdir, rename, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, load, named, newFolder, persona, skill } from './folders.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

describe('without a restart', () => {
  test('a file that comes, changes and goes', async () => {
    const { library, again } = await load(folder.path);
    expect(library.skills()).toEqual([]);
    const file = await folder.put('ops/deploy/SKILL.md', skill('deploy', 'One.'));
    await again();
    expect(library.skill('deploy')?.text).toBe('One.');
    await folder.put('ops/deploy/SKILL.md', skill('deploy', 'Two.'));
    await again();
    expect(library.skill('deploy')?.text).toBe('Two.');
    await rm(file);
    await again();
    expect(library.skill('deploy')).toBeNull();
  });

  test('two writes of the same length within one step of the clock', async () => {
    const file = await folder.put('ops/deploy/SKILL.md', skill('deploy', 'One.'));
    const { library, again } = await load(folder.path);
    const then = new Date();
    for (const text of ['Two.', 'Six.']) {
      await folder.put('ops/deploy/SKILL.md', skill('deploy', text));
      await utimes(file, then, then);
      await again();
      expect(library.skill('deploy')?.text).toBe(text);
    }
  });

  test('it looks again only when a second has passed', async () => {
    const { library } = await load(folder.path);
    await folder.put('ops/deploy/SKILL.md', skill('deploy'));
    await library.refresh();
    expect(library.skill('deploy')).toBeNull();
  });

  test('a file that is being written goes on as it was, and is named until it is whole', async () => {
    const { library, again, logged } = await load(folder.path);
    await folder.put('agents/personas/cto.md', persona('cto', 'Whole.'));
    await again();
    for (const half of ['', '---\nname: cto\ndescr']) {
      await folder.put('agents/personas/cto.md', half);
      await again();
      expect(library.persona('cto')?.text).toBe('Whole.');
      expect(library.problems()).toEqual([expect.objectContaining({ path: 'agents/personas/cto.md', lastGood: true })]);
    }
    await folder.put('agents/personas/cto.md', persona('cto', 'New.'));
    await again();
    expect(library.persona('cto')?.text).toBe('New.');
    expect(library.problems()).toEqual([]);
    expect(logged().match(/open-front-matter/gu)).toHaveLength(1);
  });

  test('a name that changes in a file leaves the old name', async () => {
    const { library, again } = await load(folder.path);
    await folder.put('agents/personas/x.md', persona('before'));
    await again();
    await folder.put('agents/personas/x.md', persona('after'));
    await again();
    expect(library.personas().map(({ name }) => name)).toEqual(['after']);
  });

  test('a folder that goes away as a whole leaves what was read', async () => {
    await folder.put('lib/ops/deploy/SKILL.md', skill('deploy'));
    const { library, again } = await load(join(folder.path, 'lib'));
    await rename(join(folder.path, 'lib'), join(folder.path, 'gone'));
    await again();
    expect(library.skill('deploy')).not.toBeNull();
    expect(library.problems()).toEqual([expect.objectContaining({ what: 'folder', path: '', lastGood: true })]);
    await rename(join(folder.path, 'gone'), join(folder.path, 'lib'));
    await again();
    expect(library.problems()).toEqual([]);
  });

  test('a composition comes and goes with what it names', async () => {
    const steps = 'steps:\n  - {title: T, task: D, persona: cto}';
    await folder.put('compositions/c.md', `---\nname: c\ndescription: d\npattern: pipeline\n${steps}\n---\nText`);
    const { library, again } = await load(folder.path);
    expect(named(library)).toEqual([['compositions/c.md', 6, 'unknown-reference']]);
    const file = await folder.put('agents/personas/cto.md', persona('cto'));
    await again();
    expect(library.composition('c')).not.toBeNull();
    expect(library.problems()).toEqual([]);
    await rm(file);
    await again();
    expect(library.composition('c')).toBeNull();
  });
});

describe('links', () => {
  test('a loop of folders ends', async () => {
    await folder.put('ops/deploy/SKILL.md', skill('deploy'));
    await symlink('..', join(folder.path, 'ops', 'up'));
    await symlink('self', join(folder.path, 'ops', 'self'));
    const { library } = await load(folder.path);
    expect(library.skills().map(({ path }) => path)).toEqual(['ops/deploy/SKILL.md']);
  });

  test('inside the library they are followed, also from one folder to another', async () => {
    const other = await newFolder();
    await other.put('deploy/SKILL.md', skill('deploy'));
    await symlink(join(other.path, 'deploy'), join(folder.path, 'linked'));
    const { library } = await load(folder.path, other.path);
    expect(library.problems()).toEqual([]);
    expect(library.skill('deploy')?.path).toBe('deploy/SKILL.md');
    const { library: alone } = await load(folder.path);
    expect(alone.skills()).toEqual([]);
    expect(named(alone)).toEqual([['linked', null, 'leads-outside']]);
    await other.remove();
  });

  test('out of it they are not: no other file of the machine reaches a prompt', async () => {
    const other = await newFolder();
    const secret = await other.put('secret.txt', 'A key.');
    await mkdir(join(folder.path, 'ops', 'x'), { recursive: true });
    await symlink(secret, join(folder.path, 'ops', 'x', 'SKILL.md'));
    const { library } = await load(folder.path);
    expect(library.skills()).toEqual([]);
    expect(named(library)).toEqual([['ops/x/SKILL.md', null, 'leads-outside']]);
    await other.remove();
  });

  test('to nothing, and files that are none, are named', async () => {
    await mkdir(join(folder.path, 'agents', 'personas', 'dir.md'), { recursive: true });
    await mkdir(join(folder.path, 'ops', 'x'), { recursive: true });
    await symlink('gone.md', join(folder.path, 'ops', 'x', 'SKILL.md'));
    const { library } = await load(folder.path);
    expect(named(library)).toEqual([['ops/x/SKILL.md', null, 'unreadable']]);
  });
});
