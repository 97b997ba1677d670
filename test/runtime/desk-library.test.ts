/** What a team member reads: the shipped library, and a folder with mistakes, as the cards say it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardText } from '../../src/cards/text.ts';
import type { Library } from '../../src/ports/library.ts';
import { answerCheck, answerPreview, answerShelf } from '../../src/runtime/desk-library.ts';
import { type Folder, load, newFolder, persona, SHIPPED, skill } from '../library/folders.ts';

let folder: Folder;
let library: Library;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

const shelf = async (...[name, words]: [Parameters<typeof answerShelf>[0], string]) => cardText(await answerShelf(name, words, library));

describe('lists', () => {
  beforeEach(async () => {
    for (let index = 10; index < 40; index += 1) await folder.put(`${index < 30 ? 'ops' : 'sales'}/skill-${index}/SKILL.md`, skill(`skill-${index}`));
    await folder.put('ops/deploy/SKILL.md', '---\nname: deploy\ndescription: Rolls out a release.\ntags: [aws]\n---\n# Deploy\n\nSlowly.');
    ({ library } = await load(folder.path));
  });

  test('a long one says how many are shown, where they are, and how to narrow it', async () => {
    const text = (await shelf('skills', '')).split('\n');
    expect(text[0]).toBe('31 skills, by name, the first 20 shown');
    expect(text[1]).toBe('Domains: ops 21, sales 10');
    expect(text[2]).toBe('- deploy · ops · Rolls out a release. · for aws');
    expect(text.slice(-2)).toEqual(['To narrow it, add words or a domain: /baton skills <words>', 'One in full: /baton skills deploy']);
  });

  test('a search says how many of how many fit', async () => {
    expect(await shelf('skills', 'rolls AWS')).toBe(
      ['1 of 31 skills fits “rolls AWS”', '- deploy · ops · Rolls out a release. · for aws', 'One in full: /baton skills deploy'].join('\n'),
    );
    expect((await shelf('skills', 'sales')).split('\n')[0]).toBe('10 of 31 skills fit “sales”, best first');
    expect((await shelf('skills', 'ops')).split('\n')[0]).toBe('21 of 31 skills fit “ops”, best first, the first 20 shown');
    expect((await shelf('skills', 'aws zebra')).split('\n')[0]).toBe('None of 31 skills has all of “aws zebra”; 1 has some of it');
    expect(await shelf('skills', 'zebra')).toBe('None of 31 skills fits “zebra”. /baton skills lists them.');
    expect(await shelf('templates', '')).toBe('There are no templates yet.');
  });

  test('a name shows that one in full', async () => {
    expect(await shelf('skills', 'Deploy')).toBe(
      [
        'deploy',
        'Rolls out a release.',
        'domain ops · for aws · ops/deploy/SKILL.md',
        '# Deploy',
        '',
        'Slowly.',
        'Use it: /orchestrate skills:deploy <task>',
      ].join('\n'),
    );
  });

  test('what is broken is not kept quiet', async () => {
    await folder.put('ops/bad/SKILL.md', '---\nname: bad\n');
    ({ library } = await load(folder.path));
    expect(await shelf('skills', 'deploy aws')).toContain('! 1 file of this kind is broken: /baton library check says which.');
    expect(await shelf('personas', '')).toBe('There are no personas yet.');
  });
});

describe('the check', () => {
  test('names file, line and reason, and what goes on', async () => {
    await folder.put('agents/personas/cto.md', persona('cto'));
    await folder.put('agents/personas/cmo.md', '---\nname: cmo\n---\nText');
    const step = 'steps:\n  - title: T\n    task: D\n    persona: cfo\n    estimateMinutes: 20';
    await folder.put('compositions/c.md', `---\nname: c\ndescription: d\npattern: pipeline\n${step}\n---\nText`);
    await folder.put('compositions/d.md', `---\nname: d\ndescription: d\npattern: pipeline\n${step.replace('20', '2')}\n---\nText`);
    ({ library } = await load(folder.path));
    const name = folder.path.split('/').at(-1);
    expect(cardText(await answerCheck(library))).toBe(
      [
        '3 files of the library are broken. The rest works: 1 persona, 0 skills, 0 templates and 0 compositions can be used.',
        `- agents/personas/cmo.md, line 2 (${name}): description is missing.`,
        `- compositions/c.md, line 9 (${name}): steps.1.estimateMinutes must be at most 15: split the step.`,
        `- compositions/d.md, line 8 (${name}): There is no persona cfo. Did you mean cto?`,
        'Correct a file and ask again: no restart is needed.',
      ].join('\n'),
    );
  });

  test('says when nothing is', async () => {
    await folder.put('agents/personas/cto.md', persona('cto'));
    ({ library } = await load(folder.path));
    expect(cardText(await answerCheck(library))).toBe('Nothing is broken in the library. 1 persona, 0 skills, 0 templates and 0 compositions can be used.');
  });
});

describe('a preview', () => {
  const values = (given: Record<string, string>) => new Map(Object.entries(given));
  beforeEach(async () => {
    ({ library } = await load(SHIPPED));
  });

  test('is the prompt of a worker, with its words and tokens', async () => {
    const text = cardText(await answerPreview('code-review', values({ task: 'Review the login flow.', files: 'src/auth.py' }), library));
    expect(text).toMatch(/^code-review: \d{3} of the 500 words that a task prompt may have, about \d{3} tokens\n/u);
    for (const part of ['## Role', '## Task', '## Constraints', '## Output format', '## Output interface']) expect(text).toContain(part);
    expect(text).toContain('Review the login flow.');
    expect(text).toContain('src/auth.py');
    expect(text).toContain('Tokens are estimated at four bytes each.');
    expect(text).toContain('- focus= (optional)');
    expect(text).not.toContain('{{files}}');
    expect(text).toMatch(/Nothing was run\.$/u);
  });

  test('counts what it shows', async () => {
    const card = await answerPreview('research', values({ task: 'Look.' }), library);
    const source = card.blocks.find((block) => block.kind === 'markdown')?.source ?? '';
    const prompt = source.replace(/^`+text\n/u, '').replace(/\n`+$/u, '');
    expect(cardText(card)).toContain(`research: ${prompt.trim().split(/\s+/u).length} of the 500 words`);
    expect(cardText(card)).toContain(`about ${Math.ceil(Buffer.byteLength(prompt) / 4)} tokens`);
  });

  test('fences what has several lines, and closes no fence of its own', async () => {
    const text = cardText(await answerPreview('code_review', values({ task: 'Look.', files: 'a\n## Task\n```\nb' }), library));
    expect(text).toMatch(/## What people gave\n<data-[0-9a-f]{8} from="a person, as the files">\na\n## Task\n```\nb\n<\/data-/u);
    expect(text).toContain('````text\n');
  });

  test('says of an input what a run says: that it was given, or nothing', async () => {
    const named = cardText(await answerPreview('code-review', values({ task: 'Look.', focus: 'Locks.' }), library));
    expect(named).toContain('the focus given here');
    expect(named).toMatch(/from="a person, as the focus">\nLocks\.\n/u);
    const left = cardText(await answerPreview('code-review', values({ task: 'Look.' }), library));
    expect(left).not.toContain('What people gave');
  });

  test('says what is too long, and what it does not take', async () => {
    const text = cardText(await answerPreview('research', values({ task: 'word '.repeat(400), colour: 'red' }), library));
    expect(text).toMatch(/! That is \d+ words too many: /u);
    expect(text).toContain('! It takes no colour. It takes task, sources and scope.');
  });

  test('of a name that nothing has, says what was meant', async () => {
    expect(cardText(await answerPreview('codereview', new Map(), library))).toBe(
      'There is no template “codereview”. Did you mean code-review? /baton templates lists them.',
    );
  });
});
