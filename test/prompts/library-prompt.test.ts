import { describe, expect, it } from 'vitest';
import { MAX_SKILL_BYTES } from '../../src/engine/library-sizes.ts';
import { FRAME_WORDS } from '../../src/engine/prompt-check.ts';
import { wordsIn } from '../../src/engine/words-in.ts';
import { workerPrompt } from '../../src/prompts/worker.ts';
import { PLAN, started, work } from '../engine/scenario.ts';
import { materials } from './materials.ts';

const REVIEW = {
  name: 'code-review',
  role: 'A reviewer of templates.',
  task: 'Review it: {{task}}\n\nLook at {{files}} first.',
  constraints: '- Name the line.\n- No style remarks.',
  outputFormat: '## Findings\nOne per line.',
  outputInterface: 'Put it between <result> and </result>.',
};
const one = work('1', [], { task: 'the login flow' });
const promptOf = (more: Parameters<typeof materials>[0] = {}, workstream = one) => workerPrompt(started().state(), workstream, materials(more)).prompt;

describe('skills in a prompt', () => {
  const skills = [
    { name: 'seo-audit', text: '# SEO audit\n## Steps\nCrawl.' },
    { name: 'copywriting', text: 'Write.' },
  ];

  it('stand whole and in order, below the prompt’s own headings', () => {
    const prompt = promptOf({ skillTexts: skills });
    expect(prompt).toContain('## Skills\n');
    expect(prompt).toContain('### seo-audit\n### SEO audit\n#### Steps\nCrawl.');
    expect(prompt.indexOf('### seo-audit')).toBeLessThan(prompt.indexOf('### copywriting'));
    expect(promptOf()).not.toContain('## Skills');
  });

  it('are cut at their budget, and say so', () => {
    const prompt = promptOf({ skillTexts: [{ name: 'huge', text: 'é'.repeat(MAX_SKILL_BYTES) }] });
    expect(prompt).toContain(`The rest of huge is not shown`);
    expect(new TextEncoder().encode(prompt).length).toBeLessThan(MAX_SKILL_BYTES + 4_000);
    expect(prompt).not.toContain('\ufffd');
  });
});

describe('a template', () => {
  it('gives the prompt its shape, with the task in its place', () => {
    const prompt = promptOf({ template: REVIEW });
    expect(prompt).toContain('Review it: the login flow\n\nLook at the files given here first.');
    expect(prompt).toContain('## Role\nA reviewer of templates.');
    expect(prompt).toContain('- Name the line.\n- No style remarks.');
    expect(prompt).toContain('## Output format\n#### Findings\nOne per line.');
    expect(prompt).toContain('Put it between <result> and </result>.');
  });

  it('leaves out a line of its own that nobody filled', () => {
    const prompt = promptOf({ template: { ...REVIEW, task: '{{task}}\n\n- Domains to rate, if any: {{domains}}\n- Mind {{focus}} above all.\n\nCast it.' } });
    expect(prompt).not.toContain('Domains to rate');
    expect(prompt).toContain('the login flow\n\n- Mind the focus given here above all.\n\nCast it.');
  });

  it('leaves a task as it is, whatever it holds', () => {
    const task = 'Write {{name}}.\n- Keep {{this}}';
    expect(promptOf({ template: REVIEW }, work('1', [], { task }))).toContain(task);
  });

  it('never blends its role with a persona, nor drops the tag that is read', () => {
    const prompt = promptOf({ template: { ...REVIEW, outputInterface: 'Send it by post.' }, personaText: 'You are the CTO.' });
    expect(prompt).toContain('## Role\nYou are the CTO.');
    expect(prompt).not.toContain('A reviewer of templates.');
    expect(prompt).toContain('between <result> and </result>');
    expect(prompt).not.toContain('by post');
  });

  it('keeps a task that its text does not ask for', () => {
    expect(promptOf({ template: { ...REVIEW, task: 'Be thorough.' } })).toContain('the login flow\n\nBe thorough.');
  });
});

describe('thinking deep', () => {
  it('is asked of plan agents by the form, and not when the setting is off', () => {
    const deep = work('1', [], { agent: 'plan' });
    expect(promptOf({}, deep)).toContain('perspectives: two to six');
    const off = workerPrompt(started(PLAN, { ultrathink_for_plan: false }).state(), deep, materials()).prompt;
    expect(off).not.toContain('perspectives');
    expect(off).toContain('<result>');
  });
});

it('the frame around a task is as long as the check of prompts counts it, give or take a fifth', () => {
  const bare = workerPrompt(started().state(), work('1', [], { title: 'x', task: 'y', agent: 'plan' }), materials()).prompt;
  expect(wordsIn(bare)).toBeLessThan(FRAME_WORDS * 1.2);
  const short = wordsIn(promptOf({}, work('1', [], { title: 'x', task: 'y' })));
  expect(short).toBeLessThan(FRAME_WORDS);
  expect(short).toBeGreaterThan(FRAME_WORDS / 2.5);
});
