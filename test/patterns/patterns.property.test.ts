import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/engine/plan.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { buildPlan, givenFanOut } from '../../src/patterns/index.ts';
import { acyclic, anything, CONTEXT, type DraftWorkstream, draftOf, independent, PERSONAS } from './drafts.ts';

/** What must hold of every plan that any pattern builds. */
function holds(plan: Plan): void {
  expect(planProblems(plan)).toEqual([]);
  expect(plan.workstreams.map((one) => one.id)).toEqual(plan.workstreams.map((_, index) => String(index + 1)));
  expect(plan.phases.map((phase) => phase.id)).toEqual(plan.phases.map((_, index) => `p${index + 1}`));
  expect(plan.phases.flatMap((phase) => phase.workstreams)).toEqual(plan.workstreams.map((one) => one.id));
  const phaseOf = new Map(plan.phases.flatMap((phase, index) => phase.workstreams.map((id) => [id, index] as const)));
  for (const one of plan.workstreams) {
    for (const needed of one.dependsOn) {
      expect(phaseOf.get(needed)).toBeLessThan(phaseOf.get(one.id) ?? -1);
    }
    expect(one.deliverable).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.md$/u);
    expect(one.deliverable.length).toBeLessThanOrEqual(80);
  }
  expect(new Set(plan.workstreams.map((one) => one.deliverable)).size).toBe(plan.workstreams.length);
  for (const phase of plan.phases) expect(phase).toMatchObject({ gate: 'none', handoff: true, skills: [] });
}

function planOf(pattern: string, workstreams: readonly DraftWorkstream[]): Plan {
  const built = buildPlan(draftOf(pattern, workstreams), CONTEXT);
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

describe('every draft that fits its pattern becomes a valid plan', () => {
  test('fan-out', () => {
    fc.assert(
      fc.property(independent, (workstreams) => {
        const plan = planOf('fan-out', workstreams);
        holds(plan);
        expect(plan.phases).toHaveLength(1);
      }),
    );
  });

  test('pipeline', () => {
    fc.assert(
      fc.property(independent, (workstreams) => {
        const plan = planOf('pipeline', workstreams);
        holds(plan);
        expect(plan.phases).toHaveLength(workstreams.length);
        for (const [index, one] of plan.workstreams.entries()) expect(one.dependsOn).toEqual(index === 0 ? [] : [String(index)]);
      }),
    );
  });

  test('expert-panel', () => {
    fc.assert(
      fc.property(independent, (workstreams) => {
        const plan = planOf(
          'expert-panel',
          workstreams.map((one, index) => ({ ...one, persona: PERSONAS[index] ?? null })),
        );
        holds(plan);
        expect(new Set(plan.workstreams.map((one) => one.persona)).size).toBe(plan.workstreams.length);
        expect(plan.workstreams.every((one) => one.output === 'ballot')).toBe(true);
      }),
    );
  });

  test('mixed, in whatever order the draft lists them', () => {
    fc.assert(
      fc.property(acyclic, (workstreams) => {
        const plan = planOf('mixed', workstreams);
        holds(plan);
        const edges = (list: readonly { readonly dependsOn: readonly unknown[] }[]) => list.reduce((sum, one) => sum + one.dependsOn.length, 0);
        expect(edges(plan.workstreams)).toBe(edges(workstreams));
      }),
    );
  });

  test('/parallel', () => {
    fc.assert(fc.property(independent, (workstreams) => holds(givenFanOut(workstreams.map(({ agent, task }) => ({ agent, text: task }))))));
  });
});

test('any draft at all becomes a valid plan or problems in whole sentences', () => {
  fc.assert(
    fc.property(anything, (draft) => {
      const built = buildPlan(draft, CONTEXT);
      if (built.kind === 'plan') return holds(built.plan);
      expect(built.problems.length).toBeGreaterThan(0);
      for (const problem of built.problems) expect(problem).toMatch(/^[A-Z].*[.]$/u);
    }),
    { numRuns: 500 },
  );
});
