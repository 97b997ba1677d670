/** The rules of plans, the hash that approvals bind to, the parts of a request, and complexity. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATORS, weigh } from '../../src/engine/complexity.ts';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import { explicitParts } from '../../src/engine/parts.ts';
import { dependentsOf } from '../../src/engine/plan.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { hashPlan, planProblems } from '../../src/engine/plan-rules.ts';
import { PLAN, phase, work } from './scenario.ts';

describe('plan rules', () => {
  it('find nothing wrong with a good plan', () => {
    expect(planProblems(PLAN)).toEqual([]);
  });

  it.each([
    ['no workstreams', { ...PLAN, workstreams: [], phases: [] }, /no workstreams/u],
    ['too many', { ...PLAN, phases: [phase('p1', [...'12345678'])], workstreams: [...'12345678'].map((id) => work(id)) }, /at most 7/u],
    ['a cycle', { ...PLAN, workstreams: [work('1', ['2']), work('2', ['1']), work('3')] }, /wait for each other/u],
    ['a dependency on itself', { ...PLAN, workstreams: [work('1', ['1']), work('2'), work('3')] }, /depends on itself/u],
    ['an unknown dependency', { ...PLAN, workstreams: [work('1', ['9']), work('2'), work('3')] }, /not in the plan/u],
    ['a dependency on a later phase', { ...PLAN, workstreams: [work('1', ['3']), work('2'), work('3')] }, /later phase/u],
    ['a task over 2,000 words', { ...PLAN, workstreams: [work('1', [], { task: 'word '.repeat(2_001) }), work('2'), work('3')] }, /at most 2000/u],
    ['an estimate over 15 minutes', { ...PLAN, workstreams: [work('1', [], { estimateMinutes: 16 }), work('2'), work('3')] }, /1 to 15/u],
    ['work in no phase', { ...PLAN, phases: [phase('p1', ['1', '2'])] }, /exactly one phase/u],
    ['an empty phase', { ...PLAN, phases: [...PLAN.phases, phase('p3', [])] }, /empty/u],
    ['one deliverable twice', { ...PLAN, workstreams: [work('1'), work('2', [], { deliverable: 'part-1.md' }), work('3')] }, /file name/u],
  ])('name %s', (_, plan, problem) => {
    expect(planProblems(plan).join('\n')).toMatch(problem);
  });
});

describe('the hash of a plan', () => {
  it('does not depend on the order of keys, and changes with any word', () => {
    const reordered = JSON.parse(JSON.stringify(PLAN), (_, value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    expect(hashPlan(reordered)).toBe(hashPlan(PLAN));
    expect(hashPlan({ ...PLAN, reason: `${PLAN.reason} ` })).not.toBe(hashPlan(PLAN));
  });
});

describe('edits', () => {
  it('apply all or none', () => {
    const edits = [
      { kind: 'drop', workstream: workstreamId('1') },
      { kind: 'set-agent', workstream: workstreamId('9'), agent: 'plan' },
    ] as const;
    expect(applyEdits(PLAN, edits)).toMatchObject({ kind: 'problems' });
  });

  it('put a gate before a phase, and take it away', () => {
    const [first] = PLAN.phases;
    if (!first) throw new Error('the plan has no phase');
    const gated = applyEdits(PLAN, [{ kind: 'set-gate', phase: first.id, gate: 'approve' }]);
    expect(gated).toMatchObject({ kind: 'plan', plan: { phases: [{ gate: 'approve' }, { gate: 'none' }] }, dropped: [], changed: first.workstreams });
    expect(gated.kind === 'plan' && applyEdits(gated.plan, [{ kind: 'set-gate', phase: first.id, gate: 'none' }])).toMatchObject({ plan: PLAN });
    expect(applyEdits(PLAN, [{ kind: 'set-gate', phase: phaseId('p9'), gate: 'approve' }])).toMatchObject({ problems: ['There is no phase p9 in this plan.'] });
  });

  it('keep a plan valid whatever is dropped, short of everything', () => {
    fc.assert(
      fc.property(fc.subarray(['1', '2', '3'], { maxLength: 2 }), (ids) => {
        const edited = applyEdits(
          PLAN,
          ids.map((id) => ({ kind: 'drop', workstream: workstreamId(id) })),
        );
        expect(edited.kind).toBe('plan');
        if (edited.kind === 'plan') expect(planProblems(edited.plan)).toEqual([]);
      }),
    );
  });
});

describe('dependents', () => {
  it('are all that wait, directly or through others', () => {
    const chain = { ...PLAN, workstreams: [work('1'), work('2', ['1']), work('3', ['2'])] };
    expect(dependentsOf(chain, workstreamId('1'))).toEqual(['2', '3']);
    expect(dependentsOf(chain, workstreamId('3'))).toEqual([]);
  });
});

describe('the parts of a request', () => {
  it('follow its AND and THEN, in capitals only', () => {
    expect(explicitParts('Compare stores AND write a plan THEN review it and sign').stages).toEqual([
      ['Compare stores', 'write a plan'],
      ['review it and sign'],
    ]);
    expect(explicitParts('salt and pepper').count).toBe(1);
    expect(explicitParts('A AND, THEN : B').stages).toEqual([['A'], ['B']]);
  });

  it('never lose a count or throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parts = explicitParts(text);
        expect(parts.count).toBe(parts.stages.flat().length);
        expect(parts.stages.flat().every((part) => part.trim() !== '')).toBe(true);
      }),
    );
  });
});

describe('complexity', () => {
  const all = (points: number) => INDICATORS.map((name) => ({ name, points, reason: 'because' }));

  it('reaches EPIC only with five or more deliverables, and never passes 6', () => {
    expect(weigh(all(1), 0)).toMatchObject({ level: 'COMPLEX', score: 5 });
    expect(weigh(all(2), 0)).toMatchObject({ level: 'EPIC', score: 6 });
  });

  it('counts an indicator once', () => {
    expect(weigh([...all(1), ...all(1)], 0).score).toBe(5);
  });

  it('is at least MODERATE for an explicit AND or THEN', () => {
    expect(weigh([], 2)).toMatchObject({ level: 'MODERATE', score: 0, raisedBy: 'explicit-parts' });
    expect(weigh([], 1)).toMatchObject({ level: 'SIMPLE', raisedBy: null });
  });
});
