import { describe, expect, test } from 'vitest';
import type { PlanDraft } from '../../src/engine/answers.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { buildPlan, givenFanOut, PATTERNS, type PlanContext } from '../../src/patterns/index.ts';
import { CONTEXT, draftOf, workstream } from './drafts.ts';

function planOf(draft: PlanDraft, context: Partial<PlanContext> = {}): Plan {
  const built = buildPlan(draft, { ...CONTEXT, ...context });
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

function problemsOf(draft: PlanDraft, context: Partial<PlanContext> = {}): readonly string[] {
  const built = buildPlan(draft, { ...CONTEXT, ...context });
  return built.kind === 'problems' ? built.problems : [];
}

describe('fan-out', () => {
  test('is one parallel phase', () => {
    const plan = planOf(draftOf('fan-out', [workstream('Routes'), workstream('Tests'), workstream('Docs')]));
    expect(plan.phases).toEqual([{ id: 'p1', title: 'Parallel work', workstreams: ['1', '2', '3'], persona: null, skills: [], gate: 'none', handoff: true }]);
    expect(plan.workstreams.map((one) => one.deliverable)).toEqual(['routes.md', 'tests.md', 'docs.md']);
  });

  test('refuses a dependency and says what to do', () => {
    expect(problemsOf(draftOf('fan-out', [workstream('A'), workstream('B', { dependsOn: [1] })]))).toEqual([
      'Workstream 2 waits for 1, but in a fan-out nothing waits. Use "pipeline" or "mixed", or drop the dependency.',
    ]);
  });
});

describe('pipeline', () => {
  test('is one phase per step, each after the one before', () => {
    const plan = planOf(draftOf('pipeline', [workstream('Outline'), workstream('Draft'), workstream('Review', { dependsOn: [1] })]));
    expect(plan.phases.map((phase) => [phase.id, phase.title, phase.workstreams])).toEqual([
      ['p1', 'Outline', ['1']],
      ['p2', 'Draft', ['2']],
      ['p3', 'Review', ['3']],
    ]);
    expect(plan.workstreams.map((one) => one.dependsOn)).toEqual([[], ['1'], ['1', '2']]);
  });

  test('refuses a step that waits for a later one', () => {
    expect(problemsOf(draftOf('pipeline', [workstream('A', { dependsOn: [2] }), workstream('B')]))).toEqual([
      'Step 1 of the pipeline waits for step 2, which comes later. List the steps in the order they run.',
    ]);
  });
});

describe('expert panel', () => {
  test('is one phase of ballots', () => {
    const plan = planOf(draftOf('expert-panel', [workstream('Security', { persona: 'security-expert' }), workstream('Cost', { persona: 'startup-cto' })]));
    expect(plan.phases).toHaveLength(1);
    expect(plan.workstreams.map((one) => one.output)).toEqual(['ballot', 'ballot']);
  });

  test('refuses a seat without a persona, a persona on two seats, and a look at another ballot', () => {
    const seats = [workstream('A', { persona: 'startup-cto' }), workstream('B', { persona: 'startup-cto' }), workstream('C', { dependsOn: [1] })];
    expect(problemsOf(draftOf('expert-panel', seats))).toEqual([
      'Experts 1 and 2 are both "startup-cto"; the experts of a panel differ.',
      'Expert 3 has no persona; every seat of a panel needs one.',
      "Expert 3 waits for 1; the experts of a panel do not see each other's verdicts.",
    ]);
  });
});

describe('mixed', () => {
  test('makes the levels of the dependencies its phases, numbered in their order', () => {
    const plan = planOf(
      draftOf('mixed', [
        workstream('Review for risk', { dependsOn: [3], persona: 'security-expert' }),
        workstream('Compare options', { persona: 'startup-cto' }),
        workstream('Write the plan', { dependsOn: [2, 4] }),
        workstream('Collect duties', { persona: 'startup-cto' }),
      ]),
    );
    expect(plan.workstreams.map((one) => [one.id, one.title, one.dependsOn])).toEqual([
      ['1', 'Compare options', []],
      ['2', 'Collect duties', []],
      ['3', 'Write the plan', ['1', '2']],
      ['4', 'Review for risk', ['3']],
    ]);
    expect(plan.phases.map((phase) => [phase.title, phase.persona])).toEqual([
      ['Compare options and Collect duties', 'startup-cto'],
      ['Write the plan', null],
      ['Review for risk', 'security-expert'],
    ]);
  });

  test('shortens the title of a phase that has many workstreams', () => {
    const long = Array.from({ length: 4 }, (_, index) => workstream(`A rather long title number ${index + 1}`));
    expect(planOf(draftOf('mixed', long)).phases[0]?.title).toBe('A rather long title number 1 and 3 more');
  });
});

describe('any pattern', () => {
  test('that does not exist is named, with those that do', () => {
    expect(problemsOf(draftOf('waterfall', [workstream('A'), workstream('B')]))).toEqual([
      `There is no pattern "waterfall". Known patterns: ${PATTERNS.map(({ name }) => name).join(', ')}.`,
    ]);
  });

  test.each([
    ['one workstream', [workstream('A')], /one workstream.*answered inline/u],
    ['eight workstreams', Array.from({ length: 8 }, (_, index) => workstream(`W${index}`)), /8 workstreams; at most 7/u],
    ['itself as a dependency', [workstream('A'), workstream('B', { dependsOn: [2] })], /Workstream 2 depends on itself/u],
    [
      'a position that is not there',
      [workstream('A'), workstream('B', { dependsOn: [5] })],
      /depends on 5, which is not in the plan: positions go from 1 to 2/u,
    ],
    [
      'a circle',
      [workstream('A', { dependsOn: [3] }), workstream('B', { dependsOn: [1] }), workstream('C', { dependsOn: [2] })],
      /1, 2, 3 wait for each other in a circle/u,
    ],
    ['an unknown persona', [workstream('A', { persona: 'wizard' }), workstream('B')], /persona "wizard".*Known personas: startup-cto/u],
  ])('refuses %s', (_, workstreams, words) => {
    expect(problemsOf(draftOf('mixed', workstreams))).toEqual([expect.stringMatching(words)]);
  });
});

describe('the plan of /parallel', () => {
  test('has each task as typed, with its agent and a title from its first line', () => {
    const plan = givenFanOut([
      { agent: 'explore', text: 'find all API routes' },
      { agent: 'general', text: '[[fail]] review the flow\nand say why' },
    ]);
    expect(plan.pattern).toBe('fan-out');
    expect(plan.workstreams.map((one) => [one.id, one.title, one.task, one.agent, one.deliverable])).toEqual([
      ['1', 'find all API routes', 'find all API routes', 'explore', 'find-all-api-routes.md'],
      ['2', 'review the flow', '[[fail]] review the flow\nand say why', 'general', 'review-the-flow.md'],
    ]);
  });

  test('cuts a long title at a word and keeps the task whole', () => {
    const text = 'word '.repeat(100).trim();
    const [one] = givenFanOut([{ agent: 'plan', text }]).workstreams;
    expect(one?.task).toBe(text);
    expect(one?.title).toMatch(/^(word )+word…$/u);
    expect(one?.title.length).toBeLessThanOrEqual(80);
  });
});
