import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArtifactRef } from '../../src/engine/body.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { buildPlan, givenFanOut, type PlanContext } from '../../src/patterns/index.ts';
import { acyclic, anything, CONTEXT, type DraftWorkstream, draftOf, files, independent, items, ordered, PERSONAS, SKILLS } from './drafts.ts';

/** What must hold of every plan that any pattern builds. */
function holds(plan: Plan): void {
  expect(planProblems(plan)).toEqual([]);
  expect(plan.workstreams.map((one) => one.id)).toEqual(plan.workstreams.map((_, index) => String(index + 1)));
  expect(plan.phases.map((phase) => phase.id)).toEqual(plan.phases.map((_, index) => `p${index + 1}`));
  expect(plan.phases.flatMap((phase) => phase.workstreams)).toEqual(plan.workstreams.map((one) => one.id));
  const phaseOf = new Map(plan.phases.flatMap((phase, index) => phase.workstreams.map((id) => [id, index] as const)));
  for (const one of plan.workstreams) {
    for (const needed of one.dependsOn) {
      // A supervisor has one phase, in which some wait for others.
      const [before, own] = [phaseOf.get(needed) ?? -1, phaseOf.get(one.id) ?? -1];
      expect(before < own || (plan.pattern === 'supervisor' && before === own)).toBe(true);
    }
    expect(one.deliverable).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.md$/u);
    expect(one.deliverable.length).toBeLessThanOrEqual(80);
  }
  expect(new Set(plan.workstreams.map((one) => one.deliverable)).size).toBe(plan.workstreams.length);
  for (const phase of plan.phases) {
    // Context carries forward as a handoff; a phase says of itself what all of it has in common.
    expect(phase).toMatchObject({ gate: 'none', handoff: true });
    const work = plan.workstreams.filter(({ id }) => phase.workstreams.includes(id));
    expect(work.every(({ persona }) => phase.persona === null || persona === phase.persona)).toBe(true);
    expect(work.every(({ skills }) => phase.skills.every((skill) => skills.includes(skill)))).toBe(true);
  }
}

/** Nothing of a draft is lost on the way: who, with what skills, from which template. */
function carries(plan: Plan, workstreams: readonly DraftWorkstream[]): void {
  const facts = (list: readonly { task: string; persona: string | null; skills: readonly string[]; template?: string | null }[]) =>
    list.map(({ task, persona, skills, template }) => JSON.stringify([task, persona, skills, template ?? null])).toSorted();
  expect(facts(plan.workstreams)).toEqual(facts(workstreams));
}

/** No share is larger than the even one and the largest thing. */
function evenIn(shares: readonly (readonly number[])[]): void {
  const all = shares.flat();
  const total = all.reduce((sum, size) => sum + size, 0);
  for (const share of shares) {
    expect(share.length).toBeGreaterThan(0);
    expect(share.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(total / shares.length + Math.max(...all) + 1e-6);
  }
}

/** Counted a second time: the test does not believe the code's own sizes. */
function tokens(file: ArtifactRef | undefined): number {
  if (!file) throw new Error('A share has a file that nobody attached.');
  if (file.mediaType === 'image/png') return 2_000;
  return file.bytes / (file.mediaType === 'application/pdf' ? 10 : 4);
}

function planOf(pattern: string, workstreams: readonly DraftWorkstream[], context: Partial<PlanContext> = {}): Plan {
  const built = buildPlan(draftOf(pattern, workstreams), { ...CONTEXT, ...context });
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

describe('every draft that fits its pattern becomes a valid plan', () => {
  test('fan-out', () => {
    fc.assert(
      fc.property(independent, (workstreams) => {
        const plan = planOf('fan-out', workstreams);
        holds(plan);
        carries(plan, workstreams);
        expect(plan.phases).toHaveLength(1);
      }),
    );
  });

  test('pipeline', () => {
    fc.assert(
      fc.property(independent, (workstreams) => {
        const plan = planOf('pipeline', workstreams);
        holds(plan);
        carries(plan, workstreams);
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
        carries(plan, workstreams);
        const edges = (list: readonly { readonly dependsOn: readonly unknown[] }[]) => list.reduce((sum, one) => sum + one.dependsOn.length, 0);
        expect(edges(plan.workstreams)).toBe(edges(workstreams));
      }),
    );
  });

  test('map-reduce, whatever is attached or listed', () => {
    const shared = fc.oneof(fc.record({ inputs: files(3, 50), items: items(0, 5) }), fc.record({ inputs: files(0, 2), items: items(3, 60) }));
    fc.assert(
      fc.property(independent, fc.integer({ min: 1, max: 7 }), shared, ([map], wished, context) => {
        if (!map) throw new Error('There is no workstream.');
        const plan = planOf(
          'map-reduce',
          Array.from({ length: wished }, () => map),
          context,
        );
        holds(plan);
        const shares = plan.workstreams.map(({ partition }) => partition ?? { files: [], items: [] });
        const things = context.inputs.length >= 3 ? context.inputs.length : context.items.length;
        expect(shares.length).toBeGreaterThanOrEqual(3);
        expect(shares.length).toBeLessThanOrEqual(6);
        if (wished >= 3 && wished <= 6) expect(shares).toHaveLength(Math.min(wished, things));
        if (context.inputs.length >= 3) {
          expect(shares.flatMap((share) => share.files).toSorted()).toEqual(context.inputs.map(({ id }) => id).toSorted());
          expect(shares.flatMap((share) => share.items)).toEqual([]);
          evenIn(shares.map((share) => share.files.map((id) => tokens(context.inputs.find((file) => file.id === id)))));
        } else {
          expect(shares.flatMap((share) => share.items).toSorted()).toEqual(context.items.toSorted());
          evenIn(shares.map((share) => share.items.map((item) => Math.max(200, item.length))));
        }
        // The reduce is Baton's own: no workstream joins the others.
        expect(plan.phases).toHaveLength(1);
        expect(plan.workstreams.every(({ dependsOn, task }) => dependsOn.length === 0 && task === map.task)).toBe(true);
      }),
    );
  });

  test('solo-sprint', () => {
    fc.assert(
      fc.property(ordered, fc.infiniteStream(fc.constantFrom(...PERSONAS.slice(0, 3))), (list, personas) => {
        const workstreams = list.map((one, index) => ({ ...one, persona: index === 0 ? 'legal-counsel' : (personas.next().value ?? null) }));
        const plan = planOf('solo-sprint', workstreams);
        holds(plan);
        carries(plan, workstreams);
        // In the order of the draft; one persona and one set of skills in each phase, and another one after it, or work that needed it.
        expect(plan.workstreams.map(({ task }) => task)).toEqual(workstreams.map(({ task }) => task));
        for (const [index, phase] of plan.phases.entries()) {
          const work = plan.workstreams.filter(({ id }) => phase.workstreams.includes(id));
          expect(phase.persona).toBe(work[0]?.persona);
          for (const { skills } of work) expect(new Set(skills)).toEqual(new Set(phase.skills));
          // Nobody starts from nothing.
          if (index > 0) for (const { dependsOn } of work) expect(dependsOn.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('deep-dive', () => {
    fc.assert(
      fc.property(independent, fc.boolean(), fc.subarray(SKILLS, { minLength: 2 }), (list, twice, skills) => {
        const workstreams = list.map((one, index) => ({
          ...one,
          persona: index === 0 ? 'startup-cto' : index % 2 === 0 ? 'startup-cto' : null,
          skills: index === 0 ? skills : one.skills.filter((skill) => skills.includes(skill)),
          dependsOn: twice && index > 0 ? [1] : [],
        }));
        const plan = planOf('deep-dive', workstreams);
        holds(plan);
        expect(plan.phases.length).toBe(twice ? 2 : 1);
        for (const phase of plan.phases) expect(phase.persona).toBe('startup-cto');
        for (const one of plan.workstreams) expect(one).toMatchObject({ persona: 'startup-cto', skills });
      }),
    );
  });

  test('handoff', () => {
    fc.assert(
      fc.property(
        independent.filter((list) => list.length >= 3),
        (list) => {
          const workstreams = list.map((one, index) => ({ ...one, persona: PERSONAS[index] ?? null }));
          const plan = planOf('handoff', workstreams);
          holds(plan);
          carries(plan, workstreams);
          const ids = plan.workstreams.map(({ id }) => id);
          expect(new Set(plan.workstreams.map(({ persona }) => persona)).size).toBe(list.length);
          expect(plan.phases.map(({ title, workstreams: inside }) => [title, inside])).toEqual([
            ['Design', ids.slice(0, 1)],
            ['Review', ids.slice(1, -1)],
            ['Decision', ids.slice(-1)],
          ]);
          expect(plan.workstreams.map(({ dependsOn }) => dependsOn)).toEqual(
            ids.map((id, index) => (index === 0 ? [] : id === ids.at(-1) ? ids.slice(0, -1) : ['1'])),
          );
        },
      ),
    );
  });

  test('skill-chain', () => {
    fc.assert(
      fc.property(ordered, fc.infiniteStream(fc.constantFrom(...SKILLS)), (list, skills) => {
        const workstreams = list.map((one) => ({ ...one, skills: [skills.next().value ?? ''] }));
        const plan = planOf('skill-chain', workstreams);
        holds(plan);
        carries(plan, workstreams);
        expect(plan.phases).toHaveLength(list.length);
        for (const [index, one] of plan.workstreams.entries()) {
          expect(one.persona).toBeNull();
          expect(one.skills).toHaveLength(1);
          if (index > 0) expect(one.dependsOn).toContain(String(index));
        }
      }),
    );
  });

  test('/parallel', () => {
    fc.assert(fc.property(independent, (workstreams) => holds(givenFanOut(workstreams.map(({ agent, task }) => ({ agent, text: task }))))));
  });
});

test('any draft at all becomes a valid plan or problems in whole sentences', () => {
  fc.assert(
    fc.property(anything, files(0, 8), (draft, inputs) => {
      const built = buildPlan(draft, { ...CONTEXT, inputs });
      if (built.kind === 'plan') return holds(built.plan);
      expect(built.problems.length).toBeGreaterThan(0);
      for (const problem of built.problems) expect(problem).toMatch(/^[A-Z].*[.]$/u);
    }),
    { numRuns: 500 },
  );
});
