/** A public collection of hundreds of skills, in the shapes that such files have, some broken. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Folder, load, named, newFolder } from './folders.ts';

const MANY = 500;
/** A generous bound for a shared machine; usually a tenth of it. */
const LIMIT_MS = 2_000;

const body = (index: number) => `# Skill ${index}\n\nDo the work ${'step by step, with care and with sources. '.repeat(index % 60)}\n`;

/** Every shape is at least one of these twenty; the last five are broken on the line that stands there. */
const SHAPES: readonly { readonly text: (index: number) => string; readonly brokenAt?: number | null }[] = [
  { text: (i) => `---\nname: skill-${i}\ndescription: Does ${i}.\n---\n\n${body(i)}` },
  { text: (i) => `---\r\nname: skill-${i}\r\ndescription: Does ${i}.\r\n---\r\n\r\n${body(i).replaceAll('\n', '\r\n')}` },
  { text: (i) => `\uFEFF---\nname: "Skill ${i}"\ndescription: Does ${i}.\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\ndescription: >-\n  Does ${i}\n  over lines.\nlicense: MIT\nmetadata:\n  author: someone\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\ndescription: |\n  Does ${i}.\n\n  And more.\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\ndescription: Use when: someone asks for ${i}. Triggers: a, b\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\nallowed-tools: Read, Bash(git:*)\nargument-hint: [a] [b]\n---\n${body(i)}` },
  { text: (i) => `---\nname: Skill_${i}\ntags: [one, two]\nversion: 1.2.3\n---\n${body(i)}` },
  { text: (i) => `---\ndescription: ${'long '.repeat(400)}${i}\n---\n${body(i)}` },
  { text: (i) => body(i) },
  { text: (i) => `---\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\nname: skill-${i}\n---\n${body(i)}` },
  { text: (i) => `---\nname: ${i}\ndescription: 审查 ${i}\n---\n${body(i)}` },
  { text: (i) => `\n---\nname: skill-${i}\n---\n---\n${body(i)}` },
  { text: (i) => `---\nname: skill-${i}\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks: [{type: command, command: "x"}]\n---\n${body(i)}` },
  { text: () => '---\nname: x\ndescription: "never closed\n---\nBody', brokenAt: 3 },
  { text: () => '---\nname: x\n  bad: indent\n---\nBody', brokenAt: 2 },
  { text: () => '---\nname: x\ndescription: no end\nBody', brokenAt: 1 },
  { text: () => '---\nname: x\n---\n', brokenAt: null },
  { text: () => 'binary \0', brokenAt: null },
];

let folder: Folder;
const broken: (readonly [path: string, line: number | null])[] = [];
beforeAll(async () => {
  folder = await newFolder();
  for (let index = 0; index < MANY; index += 1) {
    const shape = SHAPES[index % SHAPES.length];
    const path = `${index % 3 === 0 ? `plugins/p${index % 7}/skills` : `domain-${index % 9}`}/folder-${index}/${index % 4 === 0 ? 'skill.md' : 'SKILL.md'}`;
    await folder.put(path, shape?.text(index) ?? '');
    if (shape?.brokenAt !== undefined) broken.push([path, shape.brokenAt]);
  }
});
afterAll(() => folder.remove());

test(`${MANY} files load in time, and the broken ones are named with their lines`, async () => {
  const began = performance.now();
  const { library } = await load(folder.path);
  const took = performance.now() - began;
  expect(broken).toHaveLength(MANY / 4);
  expect(library.skills()).toHaveLength(MANY - broken.length);
  expect(named(library).map(([path, line]) => [path, line])).toEqual(broken.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  expect(took).toBeLessThan(LIMIT_MS);
});

test('a look at what has not changed reads nothing again', async () => {
  const { library, again } = await load(folder.path);
  const before = library.skills();
  await again();
  const after = library.skills();
  expect(after.length).toBe(before.length);
  expect(after.filter((skill, index) => skill !== before[index])).toEqual([]);
});
