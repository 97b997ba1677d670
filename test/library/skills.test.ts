import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, load, named, newFolder, skill } from './folders.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

async function one(text: string | Buffer, path = 'engineering/the-skill/SKILL.md') {
  await folder.put(path, text);
  const { library } = await load(folder.path);
  return { found: library.skills()[0] ?? null, problems: named(library) };
}

describe('a skill of a public collection loads as it is', () => {
  test.each([
    ['its own front matter', '---\nname: the-skill\ndescription: Does it.\n---\nBody', 'the-skill', 'Does it.'],
    ['a name as a title', '---\nname: SDK Integration\ndescription: Does it.\n---\nBody', 'sdk-integration', 'Does it.'],
    ['no name', '---\ndescription: Does it.\n---\nBody', 'the-skill', 'Does it.'],
    ['a name that is a list', '---\nname: {a: b}\ndescription: Does it.\n---\nBody', 'the-skill', 'Does it.'],
    ['no description', '---\nname: x\n---\n# Title\n\nDoes it\nwell.\n\nMore.', 'x', 'Does it well.'],
    ['no front matter', '# How to do it\n\n1. Begin.', 'the-skill', 'How to do it'],
    ['an empty one', '---\n---\n# Title', 'the-skill', 'Title'],
    ['keys that we do not know', '---\nname: x\ndescription: d\nallowed-tools: [Read, Bash(git:*)]\nversion: 1.0.0\nmodel:\n---\nBody', 'x', 'd'],
    ['a description of several lines', '---\nname: x\ndescription: >\n  First\n  second.\n---\nBody', 'x', 'First second.'],
    ['a literal block', '---\nname: x\ndescription: |-\n  First\n\n  second.\n---\nBody', 'x', 'First second.'],
    ['a colon that YAML forbids', '---\nname: x\ndescription: Use when: it rains. Keywords: a, b\n---\nBody', 'x', 'Use when: it rains. Keywords: a, b'],
    ['brackets that YAML forbids', '---\nname: x\nargument-hint: [topic] [flags]\ndescription: d\n---\nBody', 'x', 'd'],
    ['a key that stands twice', '---\nname: x\nname: x\ndescription: d\n---\nBody', 'x', 'd'],
    ['CRLF and a byte order mark', '\uFEFF---\r\nname: x\r\ndescription: d\r\n---\r\n\r\nBody\r\n', 'x', 'd'],
    ['UTF-16', Buffer.from('\uFEFF---\nname: x\ndescription: d\n---\nBody', 'utf16le'), 'x', 'd'],
    ['blank lines before it', '\n\n---\nname: x\ndescription: d\n---\nBody', 'x', 'd'],
    ['another script', '---\nname: 代码审查\ndescription: 审查代码\n---\n正文', '代码审查', '审查代码'],
    ['a number for a name', '---\nname: 007\ndescription: 42\n---\nBody', '7', '42'],
  ])('%s', async (_, text, name, description) => {
    const { found, problems } = await one(text);
    expect(problems).toEqual([]);
    expect(found).toMatchObject({ name, description });
    expect(found?.text).not.toContain('\r');
  });

  test.each(['skill.md', 'Skill.MD', 'SKILL.md'])('a file called %s', async (file) => {
    expect((await one(skill('x'), `engineering/x/${file}`)).found?.name).toBe('x');
  });

  test.each([
    ['engineering/x/SKILL.md', 'engineering'],
    ['x/SKILL.md', 'general'],
    ['skills/x/SKILL.md', 'general'],
    ['skills/marketing/x/SKILL.md', 'marketing'],
    ['plugins/sales/skills/x/SKILL.md', 'sales'],
    ['.claude/skills/x/SKILL.md', 'general'],
    ['a/b/c/d/skills/x/SKILL.md', 'd'],
  ])('%s has the domain %s', async (path, domain) => {
    expect((await one(skill('x'), path)).found).toMatchObject({ domain, path });
  });

  test('labels of any kind become capabilities', async () => {
    const head = 'name: x\ncapabilities: [Code Review, aws]\ntags: deploy, aws\nmetadata:\n  keywords: [ci]\n  category: Dev Ops';
    expect((await one(`---\n${head}\n---\nBody`)).found).toMatchObject({ capabilities: ['code-review', 'aws', 'deploy', 'ci'], domain: 'dev-ops' });
  });
});

describe('a skill that cannot be used is named with its line', () => {
  test.each([
    ['YAML that is none', '---\nname: x\ndescription: "open\n---\nBody', 3, 'not-yaml'],
    ['front matter without an end', '---\nname: x\nBody', 1, 'open-front-matter'],
    ['a head that is a text', '---\njust words\n---\nBody', 2, 'wrong-field'],
    ['no body', '---\nname: x\n---\n', null, 'empty-body'],
    ['nothing at all', '', null, 'empty-body'],
    ['bytes that are no text', Buffer.from([0x2d, 0xff, 0x00, 0x80]), null, 'not-text'],
    ['a NUL', 'a\0b', null, 'not-text'],
    ['more than is read', 'x'.repeat(256 * 1024 + 1), null, 'too-large'],
    ['an alias without its anchor', '---\nname: *nobody\n---\nBody', 2, 'not-yaml'],
  ])('%s', async (_, text, line, kind) => {
    const { found, problems } = await one(text);
    expect(found).toBeNull();
    expect(problems).toEqual([['engineering/the-skill/SKILL.md', line, kind]]);
  });

  test('many aliases do not become a huge text', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${`*${'abcdefg'[index]}, `.repeat(10)}]`),
    ].join('\n');
    const { found, problems } = await one(`---\nname: x\n${bomb}\n---\nBody`);
    expect(found).toBeNull();
    expect(problems).toEqual([['engineering/the-skill/SKILL.md', expect.any(Number), 'not-yaml']]);
  });
});

describe('skills of one name in one folder', () => {
  test('in two domains: the second is called by both names', async () => {
    await folder.put('engineering/review/SKILL.md', skill('review', 'Code.'));
    await folder.put('marketing/review/SKILL.md', skill('review', 'Texts.'));
    const { library } = await load(folder.path);
    expect(library.skills().map(({ name, text }) => [name, text])).toEqual([
      ['marketing-review', 'Texts.'],
      ['review', 'Code.'],
    ]);
  });

  test('copies for other tools are one skill, under the path that is not hidden', async () => {
    await folder.put('.agents/skills/review/SKILL.md', skill('review'));
    await folder.put('skills/review/SKILL.md', skill('review'));
    const { library } = await load(folder.path);
    expect(library.skills().map(({ name, path }) => [name, path])).toEqual([['review', 'skills/review/SKILL.md']]);
    expect(library.problems()).toEqual([]);
  });

  test('what a skill brings along is no skill', async () => {
    await folder.put('skills/writer/SKILL.md', skill('writer'));
    await folder.put('skills/writer/assets/sample/SKILL.md', skill('sample'));
    await folder.put('skills/writer/sub/SKILL.md', skill('sub'));
    await folder.put('node_modules/x/SKILL.md', skill('x'));
    const { library } = await load(folder.path);
    expect(library.skills().map(({ name }) => name)).toEqual(['sub', 'writer']);
  });
});
