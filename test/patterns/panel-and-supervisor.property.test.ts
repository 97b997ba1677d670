/** Two patterns that go on after the first step: experts who answer each other, and a plan that grows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { castBallots, seatsOf } from '../../src/engine/ballots.ts';
import { grown, reviewProblems } from '../../src/engine/growth.ts';
import { type Plan, workstreamOf } from '../../src/engine/plan.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import type { ReviewAnswer } from '../../src/engine/supervision.ts';
import { addedPiece, buildPlan, type PlanContext } from '../../src/patterns/index.ts';
import { requestOf, scenario } from '../engine/scenario.ts';
import { CONTEXT, type DraftWorkstream, draftOf, independent, ordered, PERSONAS } from './drafts.ts';

const withRounds = (rounds: number | null, more: Partial<PlanContext> = {}): PlanContext => ({ ...CONTEXT, ...more, options: { ...CONTEXT.options, rounds } });
const seated = (list: readonly DraftWorkstream[]): DraftWorkstream[] =>
  list.map((one, index) => ({ ...one, persona: PERSONAS[index] ?? null, template: null }));

function planOf(pattern: string, list: readonly DraftWorkstream[], context: PlanContext): Plan {
  const built = buildPlan(draftOf(pattern, list), context);
  if (built.kind === 'problems') throw new Error(built.problems.join(' '));
  return built.plan;
}

describe('an expert panel', () => {
  test('has distinct experts in every round, blind in the first, and reading all of the round before in the next', () => {
    fc.assert(
      fc.property(independent, fc.integer({ min: 1, max: 3 }), (list, rounds) => {
        const experts = seated(list.slice(0, Math.max(2, Math.floor(7 / rounds))));
        const plan = planOf('expert-panel', experts, withRounds(rounds));
        expect(planProblems(plan)).toEqual([]);
        expect(plan.phases).toHaveLength(rounds);
        const seats = seatsOf(plan);
        for (const [index, phase] of plan.phases.entries()) {
          const here = seats.filter(({ id }) => phase.workstreams.includes(id));
          expect(here.every(({ round }) => round === index + 1)).toBe(true);
          expect(new Set(here.map(({ expert }) => expert)).size).toBe(experts.length);
          const before = plan.phases[index - 1]?.workstreams ?? [];
          for (const { id } of here) expect(workstreamOf(plan, id)?.dependsOn).toEqual(before);
        }
      }),
    );
  });

  test('refuses more experts than the rounds leave room for, and a panel of one', () => {
    fc.assert(
      fc.property(independent, fc.integer({ min: 1, max: 7 }), (list, rounds) => {
        const built = buildPlan(draftOf('expert-panel', seated(list)), withRounds(rounds));
        expect(built.kind).toBe(list.length * rounds <= 7 ? 'plan' : 'problems');
      }),
    );
  });

  test('shapes its ballots by the consensus-check template, where the library has it', () => {
    fc.assert(
      fc.property(independent, fc.boolean(), (list, has) => {
        const plan = planOf('expert-panel', seated(list), withRounds(null, has ? { templates: [...CONTEXT.templates, 'consensus-check'] } : {}));
        for (const { template } of plan.workstreams) expect(template).toBe(has ? 'consensus-check' : undefined);
      }),
    );
  });

  test('has cast nothing before it votes', () => {
    expect(castBallots(scenario(requestOf()).state())).toEqual([]);
  });
});

const next = fc.record({
  title: fc.constantFrom('Compare stores', 'Überblick', '../x'),
  task: fc.constantFrom('Find the facts.', 'Write the guide.', 'Decide it.'),
  agent: fc.constantFrom('explore' as const, 'plan' as const, 'general' as const),
  work: fc.constantFrom('finds' as const, 'thinks' as const, 'makes' as const),
  persona: fc.constantFrom(null, 'startup-cto', 'nobody'),
  skills: fc.constant([]),
  template: fc.constantFrom(null, 'research', 'nothing'),
  parts: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  dependsOn: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  estimateMinutes: fc.integer({ min: 1, max: 15 }),
  deliverable: fc.constantFrom('result.md', 'facts.md', 'a b'),
  successCheck: fc.constant(null),
}) satisfies fc.Arbitrary<NonNullable<ReviewAnswer['next']>>;

describe('a supervised plan', () => {
  test('begins with what the draft lists, in one phase, and says how far it may grow', () => {
    fc.assert(
      fc.property(ordered, fc.integer({ min: 1, max: 7 }), fc.option(fc.integer({ min: 1, max: 14 }), { nil: null }), (list, count, rounds) => {
        const plan = planOf('supervisor', list.slice(0, count), withRounds(rounds));
        expect(planProblems(plan)).toEqual([]);
        expect(plan.phases).toHaveLength(1);
        expect(plan.growth).toEqual({ maxRounds: rounds ?? 10, parts: ['Compare three ways', 'write a plan', 'review it'] });
        // A piece that is added must not get the persona or the skills of those before it.
        expect(plan.phases[0]).toMatchObject({ persona: null, skills: [] });
        expect(plan.workstreams.every(({ output }) => output === 'text')).toBe(true);
      }),
    );
  });

  test('grows by any number of added pieces into a valid plan, whose numbers go on and whose files differ', () => {
    fc.assert(
      fc.property(ordered, fc.array(next, { maxLength: 12 }), (list, pieces) => {
        let plan = planOf('supervisor', list.slice(0, 2), withRounds(null));
        const first = plan.workstreams;
        for (const piece of pieces) {
          const made = addedPiece(plan, piece, [], CONTEXT);
          if (made.kind === 'problems') {
            expect(piece.persona === 'nobody' || piece.template === 'nothing').toBe(true);
            continue;
          }
          expect(Number(made.workstream.id)).toBe(plan.workstreams.length + 1);
          expect(made.workstream.parts ?? []).toEqual(piece.parts);
          if (piece.work === 'makes') expect(made.workstream.agent).toBe('general');
          const bigger = grown(plan, made.workstream);
          const known = piece.dependsOn.every((number) => number <= plan.workstreams.length);
          expect(planProblems(bigger).length === 0).toBe(known && bigger.workstreams.length <= 7);
          if (planProblems(bigger).length === 0) plan = bigger;
        }
        // What was approved stays as it was.
        expect(plan.workstreams.slice(0, first.length)).toEqual(first);
        expect(new Set(plan.workstreams.map(({ deliverable }) => deliverable)).size).toBe(plan.workstreams.length);
      }),
    );
  });

  test('is not grown where there is none', () => {
    const state = scenario(requestOf()).state();
    fc.assert(
      fc.property(next, (piece) => {
        const plan = planOf('supervisor', [{ ...piece, parts: [], persona: null, template: null, dependsOn: [] }], withRounds(null));
        const made = addedPiece(plan, { ...piece, persona: null, template: null }, [], CONTEXT);
        if (made.kind === 'problems') throw new Error(made.problems.join(' '));
        const review = { choice: 'spawn', reason: 'r', added: made.workstream, correction: null, sizes: {} } as const;
        expect(reviewProblems(state, made.workstream.id, review)).toEqual(['There is no plan to add to.']);
      }),
    );
  });
});
