/** The patterns that a request's personas and skills call for: what they build, and what they refuse and why. */
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/engine/plan.ts';
import { buildPlan } from '../../src/patterns/index.ts';
import { CONTEXT, type DraftWorkstream, draftOf, workstream } from './drafts.ts';

function planOf(pattern: string, workstreams: readonly DraftWorkstream[]): Plan {
  const built = buildPlan(draftOf(pattern, workstreams), CONTEXT);
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

function problemsOf(pattern: string, workstreams: readonly DraftWorkstream[]): readonly string[] {
  const built = buildPlan(draftOf(pattern, workstreams), CONTEXT);
  return built.kind === 'problems' ? built.problems : [];
}

const cto = { persona: 'startup-cto' };
const marketer = { persona: 'growth-marketer' };
const founder = { persona: 'solo-founder' };

describe('solo-sprint', () => {
  test('the six weeks of the source: four phases, three personas, the skills of each', () => {
    const plan = planOf('solo-sprint', [
      workstream('Build', { ...cto, skills: ['aws-solution-architect', 'senior-security'] }),
      workstream('Prepare', { ...marketer, skills: ['launch-strategy', 'copywriting', 'seo-audit'] }),
      workstream('Ship', { ...founder, skills: ['analytics-tracking'] }),
      workstream('Iterate', { ...founder, skills: ['copywriting'] }),
    ]);
    expect(plan.phases.map(({ title, persona, skills }) => [title, persona, skills])).toEqual([
      ['Build', 'startup-cto', ['aws-solution-architect', 'senior-security']],
      ['Prepare', 'growth-marketer', ['launch-strategy', 'copywriting', 'seo-audit']],
      ['Ship', 'solo-founder', ['analytics-tracking']],
      ['Iterate', 'solo-founder', ['copywriting']],
    ]);
    expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['2'], ['3']]);
  });

  test('neighbours who are the same person with the same skills share a phase, unless one needs the other', () => {
    const plan = planOf('solo-sprint', [workstream('A', cto), workstream('B', cto), workstream('C', { ...cto, dependsOn: [2] }), workstream('D', marketer)]);
    expect(plan.phases.map(({ workstreams }) => workstreams)).toEqual([['1', '2'], ['3'], ['4']]);
    expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], [], ['2'], ['3']]);
  });

  test('refuses a phase that is nobody, a sprint without a switch, and a wait for later', () => {
    expect(problemsOf('solo-sprint', [workstream('A', cto), workstream('B')])).toEqual([
      'Workstream 2 has no persona; every phase of a solo sprint is somebody. Without personas, use "skill-chain".',
    ]);
    expect(problemsOf('solo-sprint', [workstream('A', cto), workstream('B', cto)])).toEqual([expect.stringContaining('Use "deep-dive"')]);
    expect(problemsOf('solo-sprint', [workstream('A', { ...cto, dependsOn: [2] }), workstream('B', marketer)])).toEqual([
      'Step 1 of the solo-sprint waits for step 2, which comes later. List the steps in the order they run.',
    ]);
  });
});

describe('deep-dive', () => {
  const skills = ['aws-solution-architect', 'senior-security'];

  test('one mind with the whole stack in every workstream, whoever the draft left out', () => {
    const plan = planOf('deep-dive', [
      workstream('Infrastructure', { ...cto, skills: [skills[0] ?? ''] }),
      workstream('Hardening', { skills: [skills[1] ?? ''] }),
      workstream('Verdict', { dependsOn: [1, 2] }),
    ]);
    expect(plan.phases.map(({ persona, skills: stacked }) => [persona, stacked])).toEqual([
      ['startup-cto', skills],
      ['startup-cto', skills],
    ]);
    for (const one of plan.workstreams) expect(one).toMatchObject({ ...cto, skills });
  });

  test('refuses two minds, none, a single skill, and a long row of phases', () => {
    expect(problemsOf('deep-dive', [workstream('A', { ...cto, skills }), workstream('B', marketer)])).toEqual([
      'A deep dive is done by one persona, and here are startup-cto, growth-marketer. Use "solo-sprint" or "handoff" where several take turns.',
    ]);
    expect(problemsOf('deep-dive', [workstream('A', { skills }), workstream('B')])).toEqual(['A deep dive is done by one persona, and none is named.']);
    expect(problemsOf('deep-dive', [workstream('A', { ...cto, skills: ['copywriting', 'copywriting'] }), workstream('B')])).toEqual([
      'A deep dive stacks two or more skills, and this one has 1.',
    ]);
    const row = [1, 2, 3, 4].map((step) => workstream(`Step ${step}`, { ...cto, skills, dependsOn: step === 1 ? [] : [step - 1] }));
    expect(problemsOf('deep-dive', row)).toEqual([expect.stringContaining('at most 3 phases, and these dependencies make 4')]);
  });
});

describe('handoff', () => {
  test('design, reviews that do not see each other, and a decision that sees everything', () => {
    const plan = planOf('handoff', [
      workstream('Design the architecture', cto),
      workstream('Review for the market', marketer),
      workstream('Review for security', { persona: 'security-expert' }),
      workstream('Decide', founder),
    ]);
    expect(plan.phases.map(({ title, persona }) => [title, persona])).toEqual([
      ['Design', 'startup-cto'],
      ['Review', null],
      ['Decision', 'solo-founder'],
    ]);
    expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['1'], ['1', '2', '3']]);
  });

  test('refuses two steps, a step that is nobody, and a judge of their own work', () => {
    expect(problemsOf('handoff', [workstream('Design', cto), workstream('Decide', founder)])).toEqual([expect.stringContaining('here are 2')]);
    expect(problemsOf('handoff', [workstream('Design', cto), workstream('Review'), workstream('Decide', cto)])).toEqual([
      'Step 2 of the handoff has no persona; each of its steps needs one.',
      'Steps 1 and 3 of the handoff are both "startup-cto"; nobody reviews or decides on their own work.',
    ]);
  });

  test('refuses another order, such as a review of a review', () => {
    const steps = [
      workstream('Design', cto),
      workstream('Review', marketer),
      workstream('Review', { persona: 'security-expert', dependsOn: [2] }),
      workstream('Decide', founder),
    ];
    expect(problemsOf('handoff', steps)).toEqual([expect.stringContaining('Step 3 of the handoff waits for step 2')]);
  });
});

describe('skill-chain', () => {
  test('one skill after the other, each on the result of the one before', () => {
    const plan = planOf('skill-chain', [
      workstream('Topics', { skills: ['launch-strategy'] }),
      workstream('Text', { skills: ['copywriting'] }),
      workstream('Search', { skills: ['seo-audit'] }),
    ]);
    expect(plan.phases.map(({ persona, skills }) => [persona, skills])).toEqual([
      [null, ['launch-strategy']],
      [null, ['copywriting']],
      [null, ['seo-audit']],
    ]);
    expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['2']]);
  });

  test('refuses a persona, no skill, and two of them', () => {
    const steps = [workstream('A', { ...cto, skills: ['copywriting'] }), workstream('B'), workstream('C', { skills: ['copywriting', 'seo-audit'] })];
    expect(problemsOf('skill-chain', steps)).toEqual([
      'Step 1 of the skill chain names the persona "startup-cto"; a skill chain has none. Leave it out, or use "solo-sprint".',
      'Step 2 of the skill chain has 0 skills; each step is exactly one.',
      'Step 3 of the skill chain has 2 skills; each step is exactly one.',
    ]);
  });
});

test('skills and templates that the library does not have are named, with those it has', () => {
  expect(problemsOf('mixed', [workstream('A', { skills: ['wizardry'] }), workstream('B', { template: 'scroll' })])).toEqual([
    expect.stringMatching(/^Workstream 1 names the skill "wizardry", which the library does not have\. Known skills: aws-solution-architect, .+\.$/u),
    'Workstream 2 names the template "scroll", which the library does not have. Known templates: research, risk-review.',
  ]);
});

test('a template comes along, and its absence leaves no trace', () => {
  const [one, other] = planOf('mixed', [workstream('A', { template: 'research' }), workstream('B')]).workstreams;
  expect(one?.template).toBe('research');
  expect(other && 'template' in other).toBe(false);
});
