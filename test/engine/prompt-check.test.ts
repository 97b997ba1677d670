import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import { libraryBytes, MAX_SKILL_BYTES } from '../../src/engine/library-sizes.ts';
import { labelOf } from '../../src/engine/naming.ts';
import { type PromptCheck, promptCheck } from '../../src/engine/prompt-check.ts';
import { filesRead, filesSent } from '../../src/engine/request-files.ts';
import { PLAN, ref, requestOf, scenario, started, work } from './scenario.ts';

const words = (count: number, word = 'word') => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');
const tasks = (...texts: readonly string[]) => ({ ...PLAN, workstreams: PLAN.workstreams.map((one, index) => ({ ...one, task: texts[index] ?? one.task })) });
const kinds = (check: PromptCheck) => check.findings.map(({ kind }) => kind);

describe('the check of prompts', () => {
  it('finds nothing in short tasks of their own', () => {
    expect(promptCheck(PLAN, {})).toMatchObject({ findings: [], workers: 3, libraryWords: 0 });
  });

  it('counts role, task and frame, and names what is over 500 words', () => {
    const check = promptCheck(tasks(words(400), words(300, 'other')), {});
    expect(check.findings).toEqual([{ kind: 'too-long', workstream: '1', words: expect.any(Number) as number }]);
    expect(check.longestWords).toBeGreaterThan(500);
  });

  it('counts a template, and personas and skills apart, by what they measured', () => {
    const plan = { ...PLAN, workstreams: [{ ...work('1'), persona: 'cto', skills: ['seo'], template: 'long' }] };
    const sizes = { 'persona:cto': { words: 480, bytes: 3_000 }, 'skill:seo': { words: 900, bytes: 6_000 } };
    const large = promptCheck(plan, { ...sizes, 'template:long': { words: 480, bytes: 3_000 } });
    expect(kinds(large)).toEqual(['too-long']);
    expect(large.libraryWords).toBe(1_380);
    expect(kinds(promptCheck(plan, { ...sizes, 'template:long': { words: 200, bytes: 1_000 } }))).toEqual([]);
  });

  it('finds a passage that several agents are sent, once', () => {
    const passage = words(40, 'same');
    expect(promptCheck(tasks(`${passage} one`, `two ${passage}`, `three ${passage} more`), {}).findings).toEqual([
      { kind: 'repeated', workstreams: ['1', '2', '3'], words: 40, opening: words(8, 'same') },
    ]);
    expect(kinds(promptCheck(tasks(words(20, 'same'), words(20, 'same')), {}))).toEqual([]);
  });

  it('prices what is sent by the model that was chosen', () => {
    const usual = promptCheck(PLAN, {}).usd;
    expect(promptCheck(PLAN, {}, () => 'claude-opus-5-5').usd).toBeGreaterThan(usual);
    expect(promptCheck(PLAN, {}, () => null).usd).toBe(usual);
  });

  it('takes the same task for shares of one input as meant', () => {
    const shared = { ...PLAN, workstreams: PLAN.workstreams.map((one) => ({ ...one, task: words(60), partition: { files: [], items: ['x'] } })) };
    expect(kinds(promptCheck(shared, {}))).toEqual([]);
  });
});

describe('the worst case of a prompt', () => {
  it('has room for skills: what was measured, all that a skill may be where nobody did', () => {
    const one = { ...work('1'), skills: ['seo', 'copy'] };
    const plan = { ...PLAN, workstreams: [one] };
    expect(libraryBytes(plan, one, { 'skill:seo': { words: 10, bytes: 60 }, 'skill:copy': { words: 9_000, bytes: 60_000 } })).toBe(60 + MAX_SKILL_BYTES);
    expect(libraryBytes(plan, one, {})).toBe(2 * MAX_SKILL_BYTES);
  });
});

describe('labels of attempts', () => {
  it('are wf, the number, the task and a description', () => {
    const { state } = started();
    const label = labelOf(state(), { kind: 'workstream', workstream: workstreamId('1') });
    expect(label).toMatch(/^wf_\d+_1_[\p{L}\p{N}-]+$/u);
    expect(labelOf(state(), { kind: 'synthesis' })).toMatch(/^wf_\d+_synthesis$/u);
  });
});

describe('files of the request', () => {
  const inputs = [ref('notes', 9_000), { ...ref('plan', 500), mediaType: 'image/png' }];
  const names = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name);

  it('are sent to who begins; who builds on results looks up what text there is', () => {
    const run = started(PLAN, {}, { inputs });
    const first = filesRead(run.state(), { kind: 'workstream', workstream: workstreamId('1') });
    expect([names(first.files), names(first.atHand)]).toEqual([['notes.md', 'plan.md'], []]);
    const later = filesRead(run.state(), { kind: 'workstream', workstream: workstreamId('3') });
    expect([names(later.files), names(later.atHand)]).toEqual([['plan.md'], ['notes.md']]);
  });

  it('leave what was said in the thread at hand, except for who weighs, plans, answers at once or judges', () => {
    const [notes] = inputs;
    if (!notes) throw new Error('There are no notes');
    const run = started(PLAN, {}, { inputs, background: { artifact: notes.id, messages: 3 } });
    const first = filesRead(run.state(), { kind: 'workstream', workstream: workstreamId('1') });
    expect([names(first.files), names(first.atHand)]).toEqual([['plan.md'], ['notes.md']]);
    for (const kind of ['assessment', 'plan', 'inline'] as const) expect(names(filesRead(run.state(), { kind }).files)).toEqual(['notes.md', 'plan.md']);
    const seat = { ...work('1'), output: 'ballot' as const };
    expect(names(filesSent(run.state(), seat))).toEqual(['notes.md', 'plan.md']);
    const without = started(PLAN, {}, { inputs });
    expect(run.state().proposal?.estimate.p50Usd).toBeLessThan(without.state().proposal?.estimate.p50Usd ?? 0);
  });

  it('are sent to every seat of a panel', () => {
    const ballots = { ...PLAN, workstreams: PLAN.workstreams.map((one) => ({ ...one, output: 'ballot' as const })) };
    expect(names(filesSent({ inputs, background: null }, ballots.workstreams[2]))).toEqual(['notes.md', 'plan.md']);
  });
});

describe('an over-long plan', () => {
  const long = { ...PLAN, workstreams: PLAN.workstreams.map((one) => ({ ...one, task: words(600, `of${one.id}x`) })) };
  const planning = () => {
    const run = scenario(requestOf({ mode: 'orchestrate' }));
    run.succeed('assessment');
    return run;
  };
  const told = (run: ReturnType<typeof planning>) => run.succeed('plan', { kind: 'plan', plan: long }).events.map(({ kind }) => kind);

  it('goes back once, whatever failed before it, and then stands before people', () => {
    const run = planning();
    run.fail('plan');
    expect(told(run)).toContain('attempt-failed');
    expect(told(run)).toContain('plan-proposed');
  });

  it('goes back once where nothing had failed', () => {
    const run = planning();
    expect(told(run)).toContain('attempt-failed');
    expect(told(run)).toContain('plan-proposed');
  });
});
