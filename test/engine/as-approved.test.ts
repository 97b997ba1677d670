/** What people said holds for what they saw: approvals for the plan they name, results for the work that they are of. */
import { describe, expect, it } from 'vitest';
import { branchFrom } from '../../src/engine/branch.ts';
import { decide } from '../../src/engine/decide.ts';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';
import { statusWord } from '../../src/engine/status.ts';
import { ANN, BOB, by, kinds, PLAN, phase, requestOf, type Scenario, scenario, started, work } from './scenario.ts';

const HOUR = 3_600_000;
const NOTHING = { agent: null, persona: null, skills: null, model: null, task: null };
const asking = (settings: Partial<Settings> = {}) => scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, ...settings } }));

describe('an approval', () => {
  it('stands for the plan it names: an order or a phase that was changed before the start asks again, without the votes', () => {
    for (const change of [
      { kind: 'reorder', workstream: workstreamId('2'), dependsOn: [workstreamId('1')] },
      { kind: 'change-phase', phase: phaseId('p2'), persona: 'startup-cto', skills: null },
      { ...NOTHING, kind: 'change', workstream: workstreamId('3'), skills: ['careful'] },
    ] as const) {
      const run = asking({ approvals_needed: 2 });
      run.answer('approve', { actor: by(ANN) });
      const [before] = openDecisions(run.state());
      run.when({ kind: 'override', actor: by(BOB), change });
      const [after] = openDecisions(run.state());
      expect(after?.id).not.toBe(before?.id);
      expect(after?.votes).toEqual([]);
      expect(after?.question).toMatchObject({ kind: 'plan-approval', planHash: run.state().proposal?.hash });
    }
  });

  it('that arrives in one moment with a change, before anything follows from it, is too late', () => {
    const run = asking();
    const [question] = openDecisions(run.state());
    if (!question) throw new Error('Nothing is asked.');
    const change = { kind: 'reorder', workstream: workstreamId('2'), dependsOn: [workstreamId('1')] } as const;
    const moved = decide(run.state(), { kind: 'override', actor: by(BOB), change }, 5_000, false).after;
    const answer = { kind: 'answer', decision: question.id, option: 'approve', actor: by(ANN), text: null, supplied: null } as const;
    expect(decide(moved, answer, 5_000, false).events).toMatchObject([{ kind: 'refused', reason: { kind: 'superseded' } }]);
  });

  it('is not given by the requester through the back door of an escalation', () => {
    const run = asking({ requester_may_approve: false, approvers: ['lead'], escalate_to: ['ann', 'bob'], escalate_after_hours: 1 });
    run.wait(HOUR);
    expect(run.answer('approve', { actor: by(ANN) }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed' } }]);
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toContain('execution-started');
  });
});

describe('a change before the start', () => {
  it('of the model or the skills is kept, and an edit afterwards does not undo it', () => {
    const run = asking();
    const three = workstreamId('3');
    run.when({ kind: 'override', actor: by(ANN), change: { ...NOTHING, kind: 'change', workstream: three, model: 'claude-haiku-5-5', skills: ['careful'] } });
    run.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'reword', workstream: three, title: 'Another', task: null }] });
    expect(run.state().workstreams.get(three)?.model).toBe('claude-haiku-5-5');
    expect(run.state().proposal?.plan.workstreams[2]).toMatchObject({ skills: ['careful'], title: 'Another' });
  });
});

describe('a full budget', () => {
  it('is no news to a run that has ended', () => {
    const run = asking();
    run.answer('cancel');
    const caps = [{ cap: { scope: 'workspace', unit: 'usd', day: '2026-11-21' }, limit: 1, spent: 1, reserved: 0 }] as const;
    expect(run.when({ kind: 'budget-reached', caps }).events).toEqual([]);
  });
});

describe('deadlines', () => {
  it('come each at its own moment, in whatever order people set them', () => {
    const run = asking({ park_after_hours: 1, remind_after_hours: 2, escalate_after_hours: 3, escalate_to: ['boss'] });
    expect(kinds(run.wait(HOUR))).toEqual(['parked']);
    const other = asking({ escalate_after_hours: 1, escalate_to: ['boss'], remind_after_hours: 2 });
    expect(kinds(other.wait(HOUR))).toEqual(['decision-escalated']);
    expect(kinds(other.wait(HOUR))).toEqual(['decision-reminded']);
  });
});

describe('a stale result', () => {
  const correct = { kind: 'correct-handoff', phase: phaseId('p1'), decisions: ['Stay with Postgres.'], openItems: [] } as const;

  /** Everything is done but the last handoff, and then the first handoff is corrected. */
  function corrected(): Scenario {
    const run = started();
    for (const subject of ['workstream 1', 'workstream 2', 'handoff p1', 'workstream 3']) run.succeed(subject);
    run.when({ kind: 'override', actor: by(BOB), change: correct });
    return run;
  }

  it('is not integrated while people are asked about it', () => {
    const run = corrected();
    run.succeed('handoff p2');
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['stale-rerun']);
    expect(run.running()).toEqual([]);
    run.answer('keep');
    expect(run.running()).toEqual(['synthesis']);
  });

  it('that is done again after the last handoff is integrated as it is then', () => {
    const run = corrected();
    run.succeed('handoff p2');
    run.answer('rerun');
    expect(run.running()).toEqual(['workstream 3']);
    run.fail('workstream 3', undefined, 3);
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['failure-menu']);
    run.answer('retry');
    run.succeed('workstream 3');
    // The last handoff tells the integration what is open, so it is written again too.
    run.succeed('handoff p2');
    run.succeed('synthesis');
    expect(statusWord(run.state())).toBe('completed');
  });

  it('that is done again takes its handoff, which is just being written, back', () => {
    const run = corrected();
    expect(run.answer('rerun').effects.map(({ kind }) => kind)).toEqual(['abort', 'call']);
    expect(run.running()).toEqual(['workstream 3']);
    run.succeed('workstream 3');
    expect(run.running()).toEqual(['handoff p2']);
  });
});

describe('a gap that people accepted', () => {
  it('is asked about again when other work is made to need it', () => {
    const flat = { ...PLAN, phases: [phase('p1', ['1', '2', '3'])], workstreams: [work('1'), work('2'), work('3', ['2'])] };
    const run = started(flat);
    run.fail('workstream 1', undefined, 3);
    run.answer('continue');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'reorder', workstream: workstreamId('3'), dependsOn: [workstreamId('1')] } });
    expect(openDecisions(run.state()).map(({ question }) => question)).toMatchObject([{ kind: 'dependency-menu', workstream: '1', blocks: ['3'] }]);
    run.answer('continue');
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['handoff p1']);
  });
});

describe('a result of a former run', () => {
  const chain = { ...PLAN, phases: [phase('p1', ['1', '2', '3', '4'])], workstreams: [work('1'), work('2', ['1']), work('3'), work('4', ['3'])] };

  it('does not stand for work that was reworded since, nor for what needs it', () => {
    const run = started(chain);
    for (const id of ['1', '3', '2', '4']) run.succeed(`workstream ${id}`);
    run.succeed('handoff p1');
    run.succeed('synthesis');
    const branch = branchFrom(run.state(), workstreamId('4'), null);
    if (branch.kind !== 'branch') throw new Error(branch.kind);
    const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse }));
    const reused = () => [...again.state().workstreams.values()].filter((record) => record.reused).map(({ id }) => id);
    expect(reused()).toEqual(['1', '2', '3']);
    const before = again.state().proposal?.estimate.p50Usd ?? 0;
    again.when({
      kind: 'edit-plan',
      actor: by(ANN),
      baseHash: null,
      edits: [{ kind: 'reword', workstream: workstreamId('1'), title: null, task: 'Something else.' }],
    });
    expect(reused()).toEqual(['3']);
    expect(again.state().proposal?.estimate.p50Usd).toBeGreaterThan(before);
    again.answer('approve');
    expect(again.running()).toEqual(['workstream 1', 'workstream 4']);
  });
});
