/** The source's five rules of orchestration, for any plan of any pattern: one persona in a prompt, skills stack, personas are optional, context carries forward, the human decides. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import { type Plan, personaFor, skillsOf } from '../../src/engine/plan.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { buildPlan, PATTERNS } from '../../src/patterns/index.ts';
import { story } from '../fixtures/workflow.ts';
import { acyclic, CONTEXT, type DraftWorkstream, draftOf, files, ordered, PERSONAS, SKILLS } from './drafts.ts';

/** A draft that fits the pattern, of any others. */
function fitting(pattern: string, list: readonly DraftWorkstream[], persona: string): readonly DraftWorkstream[] {
  const [first] = list;
  switch (pattern) {
    case 'expert-panel':
      return list.slice(0, 6).map((one, index) => ({ ...one, persona: PERSONAS[index] ?? null, dependsOn: [] }));
    case 'handoff':
      return [...list, ...list].slice(0, Math.max(3, list.length)).map((one, index) => ({ ...one, persona: PERSONAS[index] ?? null, dependsOn: [] }));
    case 'solo-sprint':
      return list.map((one, index) => ({ ...one, persona: index % 2 === 0 ? persona : 'data-engineer' }));
    case 'deep-dive':
      return list.map((one) => ({ ...one, persona, skills: SKILLS.slice(0, 2), dependsOn: [] }));
    case 'skill-chain':
      return list.map((one, index) => ({ ...one, persona: null, skills: [SKILLS[index] ?? ''] }));
    case 'map-reduce':
      return first ? [{ ...first, persona, dependsOn: [] }] : [];
    case 'fan-out':
    case 'supervisor':
      return list.map((one) => ({ ...one, dependsOn: [] }));
    default:
      return list;
  }
}

const personas = fc.constantFrom(...PERSONAS.filter((name) => name !== 'data-engineer'));
const anyPlan = (pattern: string) =>
  fc.tuple(pattern === 'mixed' ? acyclic : ordered, personas, files(6, 20)).map(([list, persona, inputs]): Plan => {
    const built = buildPlan(draftOf(pattern, fitting(pattern, list, persona)), { ...CONTEXT, inputs });
    if (built.kind === 'problems') throw new Error(built.problems.join(' '));
    return built.plan;
  });

describe.each(PATTERNS.map(({ name }) => name))('%s', (name) => {
  test('one persona in a prompt, and it is the one that the plan names for this workstream; skills stack', () => {
    fc.assert(
      fc.property(anyPlan(name), (plan) => {
        for (const one of plan.workstreams) {
          expect(personaFor(plan, one)).toBe(one.persona);
          expect(skillsOf(plan, one).toSorted()).toEqual([...new Set(one.skills)].toSorted());
        }
      }),
      { numRuns: 30 },
    );
  });

  test('every phase hands over, and nobody builds on what comes later', () => {
    fc.assert(
      fc.property(anyPlan(name), (plan) => {
        const phaseAt = (id: string) => plan.phases.findIndex(({ workstreams }) => workstreams.some((one) => one === id));
        expect(plan.phases.every(({ handoff }) => handoff)).toBe(true);
        for (const { id, dependsOn } of plan.workstreams) for (const needed of dependsOn) expect(phaseAt(needed)).toBeLessThanOrEqual(phaseAt(id));
      }),
      { numRuns: 30 },
    );
  });

  test('the human decides: whoever they name is the persona, nobody is nobody, and the others stay who they are', () => {
    fc.assert(
      fc.property(anyPlan(name), fc.nat(6), fc.option(personas, { nil: null }), (plan, nth, persona) => {
        const id = workstreamId(String((nth % plan.workstreams.length) + 1));
        const edited = applyEdits(plan, [{ kind: 'set-persona', workstream: id, persona }]);
        // A seat of a panel is somebody, and nobody sits on two.
        if (edited.kind === 'problems') return void expect(name).toBe('expert-panel');
        for (const [index, one] of edited.plan.workstreams.entries()) {
          expect(personaFor(edited.plan, one)).toBe(one.id === id ? persona : plan.workstreams[index]?.persona);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the human decides: nothing of it starts without a yes, and an edit asks again', () => {
    const [plan] = fc.sample(anyPlan(name), { numRuns: 1, seed: 7 });
    if (!plan) throw new Error('There is no plan.');
    const run = story({ plan, givenPlan: plan });
    expect([run.now().stage.kind, run.now().running.size]).toEqual(['awaiting-approval', 0]);
    expect(run.answer('approve').now().start?.by).toBe('ana');
  });
});
