import { describe, expect, it } from 'vitest';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { changeTowards, editsTowards, otherSet, type WantedWorkstream } from '../../src/engine/wanted-plan.ts';
import { AUDIT_PLAN as PLAN } from '../fixtures/workflow.ts';

function wanted(id: string, parts: Partial<WantedWorkstream> = {}): WantedWorkstream {
  const nothing = { drop: false, title: null, task: null, agent: null, persona: null, skills: null, loop: null, dependsOn: null };
  return { id: workstreamId(id), ...nothing, ...parts };
}

/** What a form sends that shows all of it and was left alone. */
function asShown({ id, title, task, agent, persona, skills, loop = false, dependsOn }: Plan['workstreams'][number]): WantedWorkstream {
  const who = persona === null ? ({ kind: 'none' } as const) : ({ kind: 'named', name: persona } as const);
  return { id, drop: false, title: ` ${title}\r\n`, task, agent, persona: who, skills, loop, dependsOn: [...dependsOn].reverse() };
}

describe('a plan as somebody wants it', () => {
  it('is no edit where all of it stands as it is', () => {
    expect(editsTowards(PLAN, PLAN.workstreams.map(asShown), new Map(PLAN.phases.map(({ id, gate }) => [id, gate])))).toEqual([]);
  });

  it('says nothing where a form says nothing, nor of what the plan does not have', () => {
    expect(editsTowards(PLAN, [...PLAN.workstreams.map(({ id }) => wanted(id)), wanted('9', { drop: true })], new Map([[phaseId('p9'), 'approve']]))).toEqual(
      [],
    );
  });

  it('drops last, so that what was moved behind a dropped one waits for what that waited for', () => {
    const edits = editsTowards(PLAN, [wanted('3', { drop: true, title: 'of no account' }), wanted('4', { dependsOn: [workstreamId('3')] })], new Map());
    expect(edits).toEqual([{ kind: 'drop', workstream: '3' }]);
    const moved = editsTowards(PLAN, [wanted('1', { drop: true }), wanted('2', { dependsOn: [workstreamId('1')] })], new Map());
    const edited = applyEdits(PLAN, moved);
    expect(edited.kind === 'plan' && edited.plan.workstreams[0]).toMatchObject({ id: '2', dependsOn: [] });
  });

  it('gives skills and an order of their own to a workstream, and is refused where the order cannot be', () => {
    const edited = applyEdits(PLAN, [
      { kind: 'set-skills', workstream: workstreamId('1'), skills: ['seo-audit'] },
      { kind: 'set-order', workstream: workstreamId('2'), dependsOn: [workstreamId('1')] },
    ]);
    expect(edited).toMatchObject({ kind: 'plan', changed: ['1', '2'], plan: { workstreams: [{ skills: ['seo-audit'] }, { dependsOn: ['1'] }, {}, {}] } });
    for (const dependsOn of [['4'], ['1'], ['9']]) {
      const broken = applyEdits(PLAN, [{ kind: 'set-order', workstream: workstreamId('1'), dependsOn: dependsOn.map(workstreamId) }]);
      expect(broken.kind).toBe('problems');
    }
    expect(applyEdits(PLAN, [{ kind: 'set-skills', workstream: workstreamId('9'), skills: [] }])).toEqual({
      kind: 'problems',
      problems: ['There is no workstream 9 in this plan.'],
    });
  });
});

describe('a change of one workstream', () => {
  const [first] = PLAN.workstreams;
  if (first === undefined) throw new Error('no workstream');

  it('is what differs, or nothing', () => {
    const same = { agent: first.agent, persona: null, skills: [], model: 'claude-opus-5-5', task: `${first.task}\r\n` } as const;
    expect(changeTowards(first, 'claude-opus-5-5', same)).toBeNull();
    expect(changeTowards(first, null, same)).toEqual({ agent: null, persona: null, skills: null, model: 'claude-opus-5-5', task: null });
  });
});

describe('dependencies', () => {
  it('have no order', () => {
    expect(otherSet(['1', '2'], ['2', '1'])).toBeNull();
    expect(otherSet(['1', '1'], ['1'])).toBeNull();
    expect(otherSet(['1'], ['2', '1'])).toEqual(['1']);
    expect(otherSet([], ['1'])).toEqual([]);
    expect(otherSet(null, ['1'])).toBeNull();
  });
});
