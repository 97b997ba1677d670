/** A step of a pipeline that fails stops the next: nothing is skipped in silence, and nothing is made up. */
import { expect, test } from 'vitest';
import { buildPlan, type PlanContext } from '../../src/patterns/index.ts';
import { CONTEXT, draftOf, workstream } from '../patterns/drafts.ts';
import { kinds, started } from './scenario.ts';

function planOf(pattern: string, skills: readonly string[] = []) {
  const steps = ['Research', 'Outline', 'Draft'].map((title, index) => workstream(title, { skills: skills.slice(index, index + 1) }));
  const built = buildPlan(draftOf(pattern, steps), CONTEXT satisfies PlanContext);
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

const PLANS = [
  ['pipeline', planOf('pipeline')],
  ['skill-chain', planOf('skill-chain', ['copywriting', 'seo-audit', 'analytics-tracking'])],
] as const;

test.each(PLANS)('%s: after three tries people are asked, and the steps after it wait', (_, plan) => {
  const run = started(plan);
  run.succeed('workstream 1');
  run.succeed('handoff p1');
  run.fail('workstream 2', undefined, 3);
  const status = () => [...run.state().workstreams.values()].map((one) => one.status.kind);
  expect(status()).toEqual(['done', 'failed', 'blocked']);
  expect(run.running()).toEqual([]);
  expect([...run.state().decisions.values()].at(-1)).toMatchObject({ question: { kind: 'failure-menu', workstream: '2', blocks: ['3'] } });
  // Going on without it is a person's word, and what needed it is lost too; the end says so.
  expect(kinds(run.answer('continue'))).toContain('workstream-cancelled');
  run.succeed('synthesis');
  expect(status()).toEqual(['done', 'failed', 'cancelled']);
  expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'partial' });
});

test.each(PLANS)('%s: a step gets the step before it, and nothing that came earlier', (_, plan) => {
  expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual([[], ['1'], ['2']]);
});
