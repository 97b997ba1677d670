/** A composition becomes a plan of its pattern by the same rules as a draft. */
import { expect, test } from 'vitest';
import { filledPlan, type GivenInput } from '../../src/engine/composition.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { type CompositionSteps, planOfComposition } from '../../src/patterns/index.ts';
import { shippedLibrary } from '../integration/patterns/runs.ts';
import { compositionOf, DEAL_REVIEW, step } from './compositions.ts';
import { CONTEXT } from './drafts.ts';

function planOf(composition: CompositionSteps) {
  const built = planOfComposition(composition, CONTEXT);
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  expect(planProblems(built.plan)).toEqual([]);
  return built.plan;
}

test('its steps, phases and gates stand in the plan, placeholders and all', () => {
  const plan = planOf(DEAL_REVIEW);
  expect(plan).toMatchObject({ pattern: 'mixed', reason: DEAL_REVIEW.description, composition: 'deal-review' });
  expect(plan.phases.map(({ title, workstreams, gate }) => [title, workstreams, gate])).toEqual([
    ['Views', ['1', '2'], 'none'],
    ['Brief', ['3'], 'approve'],
  ]);
  expect(plan.workstreams.map(({ task, persona, dependsOn }) => [task, persona, dependsOn])).toEqual([
    ['Judge the legal risk of this deal: {{deal}}', 'legal-counsel', []],
    ['Judge the security of {{deal}} under {{terms}}.', 'security-expert', []],
    ['Write one brief for {{customer}}.', null, ['1', '2']],
  ]);
});

test('the six-week launch: phases by name, also where two are the same person with the same skills', () => {
  const founder = { persona: 'solo-founder', skills: ['analytics-tracking'] };
  const plan = planOf(
    compositionOf('solo-sprint', [
      step('Build it', { persona: 'startup-cto', skills: ['aws-solution-architect', 'senior-security'], phase: 'Build' }),
      step('Prepare it', { persona: 'growth-marketer', skills: ['copywriting'], phase: 'Prepare', gate: 'approve' }),
      step('Ship it', { ...founder, phase: 'Ship' }),
      step('Improve it', { ...founder, phase: 'Iterate' }),
    ]),
  );
  expect(plan.phases.map(({ title, persona, skills, gate }) => [title, persona, skills, gate])).toEqual([
    ['Build', 'startup-cto', ['aws-solution-architect', 'senior-security'], 'none'],
    ['Prepare', 'growth-marketer', ['copywriting'], 'none'],
    ['Ship', 'solo-founder', ['analytics-tracking'], 'approve'],
    ['Iterate', 'solo-founder', ['analytics-tracking'], 'none'],
  ]);
  expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['2'], ['3']]);
});

test('an AND in what people typed for its inputs joins no parts that a supervisor must cover', () => {
  expect(CONTEXT.task).toContain(' AND ');
  expect(planOf(compositionOf('supervisor', [step('Find what broke', { agent: 'explore' })])).growth).toEqual({ maxRounds: 10 });
});

test('a pattern with an arrangement of its own keeps it, under the names of the composition', () => {
  const panel = planOf(
    compositionOf('expert-panel', [
      step('Legal', { agent: 'plan', persona: 'legal-counsel', phase: 'The panel' }),
      step('Security', { agent: 'plan', persona: 'security-expert', phase: 'The panel' }),
    ]),
  );
  expect(panel.phases.map(({ title }) => title)).toEqual(['The panel']);
  expect(panel.workstreams.map(({ output }) => output)).toEqual(['ballot', 'ballot']);
  const pipeline = planOf(compositionOf('pipeline', [step('Spec', { phase: 'Plan' }), step('Campaign', { gate: 'approve' }), step('Battlecard')]));
  expect(pipeline.phases.map(({ title }) => title)).toEqual(['Plan', 'Campaign', 'Battlecard']);
  expect(pipeline.phases.map(({ gate }) => gate)).toEqual(['none', 'none', 'approve']);
  expect(pipeline.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['2']]);
});

test('an agent that must not make what its step asks for is put right, in a regrouped plan too', () => {
  const plan = planOf(
    compositionOf('mixed', [
      step('Read', { agent: 'explore', phase: 'One' }),
      step('Tests', { agent: 'explore', task: 'Write unit tests for the API.', phase: 'Two' }),
    ]),
  );
  expect(plan.workstreams.map(({ agent }) => agent)).toEqual(['explore', 'general']);
  expect(plan.corrections).toMatchObject([{ workstream: '2', from: 'explore', to: 'general' }]);
});

test('a gate that no phase comes after is said, and not left out', () => {
  expect(planOfComposition(compositionOf('fan-out', [step('One', { gate: 'approve' }), step('Two')]), CONTEXT)).toEqual({
    kind: 'problems',
    problems: ['"One" asks for a yes before the phase after it, and no phase comes after it.'],
  });
});

test('what breaks a rule of its pattern, or names what the library does not have, is said', () => {
  const built = planOfComposition(compositionOf('skill-chain', [step('One', { skills: ['wizardry'] }), step('Two')]), CONTEXT);
  expect(built).toEqual({ kind: 'problems', problems: [expect.stringContaining('"wizardry"')] });
  const chain = planOfComposition(compositionOf('skill-chain', [step('One', { skills: ['copywriting'] }), step('Two')]), CONTEXT);
  expect(chain).toEqual({ kind: 'problems', problems: ['Step 2 of the skill chain has 0 skills; each step is exactly one.'] });
});

test('every shipped composition becomes a plan with all that is required, and its tasks stay short', async () => {
  const library = await shippedLibrary();
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  const context = { ...CONTEXT, personas: names(library.personas()), skills: names(library.skills()), templates: names(library.templates()) };
  expect(library.compositions().length).toBeGreaterThanOrEqual(7);
  for (const composition of library.compositions()) {
    const built = planOfComposition(composition, context);
    if (built.kind === 'problems') throw new Error(`${composition.name}: ${built.problems.join(' ')}`);
    // As long as a value in a task may be.
    const given = composition.inputs.map(({ name }): GivenInput => ({ name, value: { kind: 'text', text: 'word '.repeat(48).trim() } }));
    const plan = filledPlan(built.plan, { name: composition.name, inputs: composition.inputs, given }, []);
    expect([composition.name, planProblems(plan)]).toEqual([composition.name, []]);
    expect(plan.workstreams.map(({ task }) => task).join(' ')).not.toContain('{{');
  }
});
