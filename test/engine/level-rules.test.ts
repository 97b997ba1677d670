/** What the assessment asks of a plan, and what happens to plans that do not keep it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplexityLevel } from '../../src/engine/complexity.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import type { Judgement } from '../../src/engine/judgement.ts';
import { levelProblems, sizeFor } from '../../src/engine/level-rules.ts';
import { type Plan, type Workstream, workstreamOf } from '../../src/engine/plan.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { structureProblems } from '../../src/engine/structure-rules.ts';
import { kinds, phase, requestOf, scenario, work } from './scenario.ts';

const JUDGED: Judgement = { answers: [], branch: { kind: 'none' }, pattern: 'mixed', insteadOf: null, stages: [1] };

function assessed(level: ComplexityLevel, judged: Partial<Judgement> = {}, options = NO_OPTIONS) {
  const run = scenario(requestOf({ options }));
  const judgement = { ...JUDGED, ...judged };
  const score = { SIMPLE: 0, MODERATE: 2, COMPLEX: 4, EPIC: 6 }[level];
  run.succeed('assessment', {
    kind: 'assessment',
    complexity: { level, score, indicators: [], raisedBy: null },
    suggestedPattern: judgement.pattern,
    judgement,
  });
  return run;
}

/** `count` workstreams in `phases` phases, those of a later phase waiting for the first. */
function planOf(count: number, phases = 1, more: Partial<Plan> = {}): Plan {
  const ids = Array.from({ length: count }, (_, index) => String(index + 1));
  const [first = '1', ...others] = ids;
  const later = phases > 1 ? others.slice(-(phases - 1)) : [];
  const early = ids.filter((id) => !later.includes(id));
  return {
    v: 1,
    pattern: 'mixed',
    reason: 'so',
    phases: [phase('p1', early), ...later.map((id, index) => phase(`p${index + 2}`, [id]))],
    workstreams: ids.map((id) => work(id, later.includes(id) ? [first] : [])),
    ...more,
  };
}

describe('the number of workstreams', () => {
  it.each([
    ['MODERATE', 1, 1, /at least 2/u],
    ['MODERATE', 2, 1, null],
    ['MODERATE', 3, 1, null],
    ['MODERATE', 4, 1, /at most 3/u],
    ['COMPLEX', 2, 1, /at least 3/u],
    ['COMPLEX', 3, 1, null],
    ['COMPLEX', 5, 2, null],
    ['COMPLEX', 6, 1, /at most 5/u],
    ['EPIC', 4, 2, /at least 5/u],
    ['EPIC', 5, 2, null],
    ['EPIC', 7, 3, null],
    ['EPIC', 6, 1, /several phases/u],
  ] as const)('%s with %i in %i phases', (level, count, phases, problem) => {
    const problems = levelProblems(assessed(level).state(), planOf(count, phases)).join(' ');
    if (problem === null) expect(problems).toBe('');
    else expect(problems).toMatch(problem);
  });

  it.each([
    ['expert-panel', 'EPIC', { least: 2, most: 7, phased: false }],
    ['map-reduce', 'MODERATE', { least: 2, most: 7, phased: false }],
    ['supervisor', 'COMPLEX', { least: 1, most: 5, phased: false }],
    ['skill-chain', 'EPIC', { least: 2, most: 7, phased: true }],
    ['pipeline', 'EPIC', { least: 5, most: 7, phased: true }],
  ] as const)('%s has a size of its own', (pattern, level, size) => {
    expect(sizeFor(pattern, level, JUDGED)).toEqual(size);
  });

  it('grows with the parts and the names of the request, never beyond seven', () => {
    expect(sizeFor('fan-out', 'MODERATE', { ...JUDGED, stages: [5] })).toMatchObject({ least: 5, most: 5 });
    expect(sizeFor('fan-out', 'MODERATE', { ...JUDGED, stages: [9] })).toMatchObject({ least: 7, most: 7 });
    const named = { kind: 'named', personas: [], skills: ['a', 'b', 'c', 'd', 'e'] } as const;
    expect(sizeFor('skill-chain', 'MODERATE', { ...JUDGED, branch: named })).toMatchObject({ least: 2, most: 5 });
  });
});

describe('the pattern', () => {
  it('is the one of the judgement, or mixed where a model answered the questions', () => {
    const byTree = assessed('MODERATE', { branch: { kind: 'question', question: 'sequential' }, pattern: 'pipeline' }).state();
    expect(levelProblems(byTree, planOf(2, 1, { pattern: 'fan-out' })).join()).toContain('the assessment chose "pipeline" (or "mixed"');
    expect(levelProblems(byTree, planOf(2))).toEqual([]);
  });

  it('is exactly what people wrote or chose', () => {
    const byParts = assessed('MODERATE', { branch: { kind: 'parts', joined: 'then' }, pattern: 'pipeline', stages: [1, 1] }).state();
    expect(levelProblems(byParts, planOf(2)).join()).toContain('the assessment chose "pipeline"');
    const chosen = assessed('MODERATE', { branch: { kind: 'chosen' }, pattern: 'pipeline' }, { ...NO_OPTIONS, pattern: 'pipeline' }).state();
    expect(levelProblems(chosen, planOf(2)).join()).toContain('a person chose "pipeline"');
  });
});

/** A AND B THEN C: 1 and 2 in one stage, 3 after them. */
const STAGES = [2, 1];
const part = (id: string, parts: readonly number[], dependsOn: readonly string[] = [], more: Partial<Workstream> = {}) =>
  work(id, dependsOn, { parts, ...more });

function staged(workstreams: readonly Workstream[]): Plan {
  return { ...planOf(2), workstreams };
}

describe('AND and THEN', () => {
  it.each([
    ['each part on its own, in order', [part('1', [1]), part('2', [2]), part('3', [3], ['1', '2'])], null],
    ['a helper besides', [part('1', [1]), part('2', [2]), part('3', [3], ['2']), part('4', [])], null],
    ['two for one part', [part('1', [1]), part('2', [2]), part('3', [3], ['2']), part('4', [3], ['1'])], null],
    ['a dropped part', [part('1', [1]), part('3', [3], ['1'])], /No workstream does part 2/u],
    ['two parts in one', [part('1', [1, 2]), part('3', [3], ['1'])], /does parts 1, 2 .* each of them is a workstream of its own/u],
    ['a part that is not there', [part('1', [1]), part('2', [2]), part('3', [3, 9], ['1'])], /names part 9; the request has 3/u],
    ['a THEN that waits for nothing', [part('1', [1]), part('2', [2]), part('3', [3])], /3 comes after a THEN .* waits for none of 1, 2/u],
    ['a THEN the wrong way round', [part('1', [1], ['3']), part('2', [2]), part('3', [3], ['2'])], /1 waits for 3, which comes after a THEN/u],
    ['a THEN that waits through another', [part('1', [1]), part('2', [2]), part('4', [], ['1']), part('3', [3], ['4'])], null],
  ])('%s', (_, workstreams, problem) => {
    const problems = structureProblems(staged(workstreams), STAGES, false).join(' ');
    if (problem === null) expect(problems).toBe('');
    else expect(problems).toMatch(problem);
  });

  it('asks for a chain as long as there are stages', () => {
    const flat = [part('1', [1]), part('2', [2], ['1']), part('3', [3], ['1'])];
    expect(structureProblems(staged(flat), [1, 1, 1], false).join(' ')).toMatch(/3 stages .* longest chain .* has 2/u);
  });

  it('with more parts than workstreams, parts are merged within a stage only', () => {
    const seven = [part('1', [1, 2]), part('2', [3]), part('3', [4]), part('4', [5]), part('5', [6]), part('6', [7]), part('7', [8, 9], ['1'])];
    expect(structureProblems(staged(seven), [7, 2], false)).toEqual([]);
    const across = [part('1', [1]), part('2', [2]), part('3', [3]), part('4', [4]), part('5', [5]), part('6', [6]), part('7', [7, 8, 9], ['1'])];
    expect(structureProblems(staged(across), [7, 2], false).join()).toMatch(/a THEN stands between them/u);
  });

  it('side by side by choice: only the parts count', () => {
    expect(structureProblems(staged([part('1', [1]), part('2', [2]), part('3', [3])]), STAGES, true)).toEqual([]);
  });

  it.each([
    ['deep-dive', [1, 1], [part('1', [1]), part('2', [2])], /comes after a THEN/u],
    ['deep-dive', [1, 1], [part('1', [1]), part('2', [2], ['1'])], null],
    ['deep-dive', [1, 1, 1, 1], [part('1', [1, 2]), part('2', [3, 4], ['1'])], null],
    ['deep-dive', [1, 1, 1, 1], [part('1', [1, 2]), part('2', [4], ['1'])], /No workstream does part 3/u],
    ['handoff', [1, 1, 1, 1], [part('1', [1, 2]), part('2', [3], ['1']), part('3', [], ['1', '2'])], /No workstream does part 4/u],
    ['handoff', [1, 1, 1, 1], [part('1', [1, 2]), part('2', [3], ['1']), part('3', [4], ['1', '2'])], null],
    ['handoff', [1, 1], [part('1', [2]), part('2', [1], ['1']), part('3', [], ['1', '2'])], /1, which comes after a THEN/u],
    ['supervisor', [1, 1], [part('1', [1])], null],
    ['supervisor', [1, 1], [part('1', [2])], /No workstream does a part .* before its first THEN/u],
    ['supervisor', [2, 1], [part('1', [1, 2])], /does parts 1, 2 of the request; each of them is a workstream of its own/u],
    ['supervisor', [1, 1], [part('1', [1]), part('2', [2])], /waits for none of 1/u],
  ] as const)('a %s of %j', (pattern, stages, workstreams, problem) => {
    const run = assessed('MODERATE', { pattern, stages: [...stages], branch: { kind: 'chosen' } }, { ...NO_OPTIONS, pattern });
    const problems = levelProblems(run.state(), { ...staged([...workstreams]), pattern }).join(' ');
    if (problem === null) expect(problems).toBe('');
    else expect(problems).toMatch(problem);
  });

  it('says nothing of requests without parts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 7 }), (parts) => {
        const workstreams = parts.map((one, index) => part(String(index + 1), one));
        expect(structureProblems(staged(workstreams), [1], false)).toEqual([]);
      }),
    );
  });

  it('a plan that passes does every part, and no earlier stage waits for a later one', () => {
    const stages = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }).filter((list) => list.reduce((sum, one) => sum + one, 0) <= 7);
    const any = fc.tuple(stages, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.nat({ max: 8 })));
    fc.assert(
      fc.property(any, ([sizes, coins, numbers]) => {
        const count = sizes.reduce((sum, one) => sum + one, 0);
        const workstreams = Array.from({ length: count }, (_, index) => {
          const before = Array.from({ length: index }, (_, other) => String(other + 1)).filter(() => coins.next().value);
          return part(String(index + 1), coins.next().value ? [index + 1] : [((numbers.next().value ?? 0) % (count + 1)) + 1], before);
        });
        const plan = staged(workstreams);
        if (count < 2 || structureProblems(plan, sizes, false).length > 0) return;
        expect(new Set(workstreams.flatMap(({ parts }) => parts ?? []))).toEqual(new Set(Array.from({ length: count }, (_, index) => index + 1)));
        const stageOf = sizes.flatMap((size, stage) => Array.from({ length: size }, () => stage));
        for (const { parts, dependsOn } of workstreams) {
          const own = Math.max(...(parts ?? []).map((one) => stageOf[one - 1] ?? 0));
          for (const id of dependsOn) for (const one of workstreamOf(plan, id)?.parts ?? []) expect(stageOf[one - 1]).toBeLessThanOrEqual(own);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plan that breaks a rule', () => {
  const tooMany = planOf(4);

  it('goes back twice with the reason, then people are asked', () => {
    const run = assessed('MODERATE');
    for (const tryNumber of [1, 2]) {
      const decided = run.succeed('plan', { kind: 'plan', plan: tooMany });
      expect(kinds(decided)).toEqual(['attempt-failed', 'attempt-started']);
      expect(decided.events[0]).toMatchObject({ failure: { kind: 'plan-rejected', detail: expect.stringContaining('at most 3') } });
      expect(run.state().tries.get('plan')).toMatchObject({ failed: tryNumber });
    }
    expect(kinds(run.succeed('plan', { kind: 'plan', plan: tooMany }))).toEqual(['attempt-failed', 'decision-asked']);
    expect([...run.state().decisions.values()].at(-1)?.question).toMatchObject({ kind: 'call-failed', call: 'plan', failure: { kind: 'plan-rejected' } });
    expect(run.state().proposal).toBeNull();
  });

  it('is mended by a good one at the second try', () => {
    const run = assessed('MODERATE');
    run.succeed('plan', { kind: 'plan', plan: tooMany });
    expect(kinds(run.succeed('plan', { kind: 'plan', plan: planOf(3) }))).toContain('plan-proposed');
  });

  it('is people’s own business once they edit it', () => {
    const run = assessed('COMPLEX');
    run.succeed('plan', { kind: 'plan', plan: planOf(3) });
    const actor = { id: run.state().requester, groups: [], admin: false };
    const edits = [{ kind: 'drop', workstream: workstreamId('3') }] as const;
    expect(kinds(run.when({ kind: 'edit-plan', actor, baseHash: null, edits }))).toContain('plan-proposed');
  });
});

describe('what was chosen with the request', () => {
  it('an answer without a plan needs no assessment', () => {
    const run = scenario(requestOf({ options: { ...NO_OPTIONS, pattern: 'inline' } }));
    expect(run.running()).toEqual(['inline']);
  });

  it('a chosen pattern is planned even where the request is SIMPLE', () => {
    const options = { ...NO_OPTIONS, pattern: 'expert-panel' };
    const run = assessed('SIMPLE', { branch: { kind: 'chosen' }, pattern: 'expert-panel' }, options);
    expect(run.running()).toEqual(['plan']);
  });
});
