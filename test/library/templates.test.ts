import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, load, named, newFolder, SHIPPED } from './folders.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

const HEAD = `---
name: fact-check
description: Checks facts.
capabilities: [review]
inputs:
  - name: claims
    description: What is claimed.
  - name: sources
    required: false
---
`;
const BODY = `
# Fact check

A word to people, which no prompt gets.

## Role
A careful reader.

## Task
Check {{claims}} against {{ sources }} for {{task}}.

\`\`\`
## Not a heading
\`\`\`

## Constraints
- Quote.

## Output Format
A table.

## Output Interface
Between <result> and </result>.
`;

async function one(text: string) {
  await folder.put('templates/fact-check.md', text);
  const { library } = await load(folder.path);
  return { found: library.template('fact-check'), problems: named(library), faults: library.problems().map(({ reason }) => reason) };
}

test('a template has five parts and its inputs', async () => {
  const { found, problems } = await one(HEAD + BODY);
  expect(problems).toEqual([]);
  expect(found).toEqual({
    ...{ name: 'fact-check', description: 'Checks facts.', path: 'templates/fact-check.md', capabilities: ['review'] },
    inputs: [
      { name: 'claims', description: 'What is claimed.', required: true },
      { name: 'sources', description: '', required: false },
    ],
    role: 'A careful reader.',
    task: 'Check {{claims}} against {{ sources }} for {{task}}.\n\n```\n## Not a heading\n```',
    ...{ constraints: '- Quote.', outputFormat: 'A table.', outputInterface: 'Between <result> and </result>.' },
  });
});

test('without declared inputs every placeholder is one', async () => {
  const { found } = await one(`---\nname: fact-check\ndescription: d\n---\n${BODY}`);
  expect(found?.inputs.map(({ name, required }) => [name, required])).toEqual([
    ['claims', true],
    ['sources', true],
  ]);
});

test.each([
  ['a section that is missing', BODY.replace('## Constraints\n- Quote.\n', ''), [12, { kind: 'missing-section', section: 'Constraints' }]],
  ['a section that is empty', BODY.replace('- Quote.\n', ''), [26, { kind: 'missing-section', section: 'Constraints' }]],
  ['a section that no template has', BODY.replace('## Role', '## Rolle'), [16, { kind: 'unknown-section', section: 'Rolle' }]],
  ['a section that stands twice', `${BODY}\n## Role\nAnother.\n`, [35, { kind: 'section-twice', section: 'Role' }]],
  ['a placeholder that no input answers', BODY.replace('- Quote.', '- Quote.\n- In {{langage}}.'), [28, { kind: 'unknown-placeholder', name: 'langage' }]],
  ['an input that is used nowhere', BODY.replace('{{ sources }}', 'all'), [8, { kind: 'unused-input', name: 'sources' }]],
])('%s is named with its line', async (_, body, problem) => {
  await folder.put('templates/fact-check.md', HEAD + body);
  const { library } = await load(folder.path);
  expect(library.templates()).toEqual([]);
  expect(library.problems().map(({ line, reason }) => [line, reason])).toContainEqual(problem);
});

test.each([
  ['a key that is unknown', HEAD.replace('capabilities:', 'capabilites:'), 4, 'capabilites'],
  ['a key of an input that is unknown', HEAD.replace('required:', 'requird:'), 9, 'inputs.2.requird'],
  ['an input without a name', HEAD.replace('- name: claims\n    description', '- description'), 6, 'inputs.1.name'],
  ['two inputs of a name', HEAD.replace('- name: sources', '- name: claims'), 8, 'inputs.2.name'],
  ['no description', HEAD.replace('description: Checks facts.\n', ''), 2, 'description'],
])('%s is named with its line and its place', async (_, head, line, field) => {
  await folder.put('templates/fact-check.md', head + BODY);
  const { library } = await load(folder.path);
  expect(library.problems()).toContainEqual(expect.objectContaining({ line, reason: expect.objectContaining({ kind: 'wrong-field', field }) }));
});

test('every shipped template loads', async () => {
  const { library } = await load(SHIPPED);
  expect(library.problems().filter(({ what }) => what === 'template')).toEqual([]);
  expect(library.templates().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['analysis', 'code-review', 'consensus-check', 'documentation', 'research', 'risk-review', 'test-plan']),
  );
});
