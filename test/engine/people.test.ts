/** People decide: who may, once, on what they saw; and at any time. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { statusWord } from '../../src/engine/status.ts';
import { ANN, BOB, by, kinds, PLAN, phase, ref, requestOf, scenario, started, work } from './scenario.ts';

const ONE = workstreamId('1');

describe('an answer', () => {
  it('counts once: the second is told who was first', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    const decision = openDecisions(run.state())[0];
    run.answer('approve');
    const second = run.answer('cancel', { actor: by(BOB), ...(decision && { decision: decision.id }) });
    expect(second.events).toEqual([{ kind: 'refused', actor: BOB, reason: { kind: 'already-answered', by: ANN, option: 'approve', at: expect.any(Number) } }]);
    expect(statusWord(run.state())).toBe('running');
  });

  it('is refused from someone who may not give it', () => {
    const run = scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, approvers: ['lead'] } }));
    expect(run.answer('approve', { actor: by(BOB) }).events).toEqual([
      { kind: 'refused', actor: BOB, reason: { kind: 'not-allowed', policy: expect.objectContaining({ needed: 1 }) } },
    ]);
    expect(kinds(run.answer('approve', { actor: by(ANN) }))).toContain('execution-started');
  });

  it('with an option that was not offered is refused', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    expect(run.answer('loop').events).toMatchObject([{ kind: 'refused', reason: { kind: 'unknown-option', options: ['approve', 'cancel'] } }]);
  });
});

describe('an edit before the start', () => {
  it('voids the question, makes a new plan with a new hash, and asks again', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    const before = run.state().proposal?.hash;
    const asked = openDecisions(run.state())[0];
    run.when({ kind: 'edit-plan', actor: by(BOB), baseHash: before ?? null, edits: [{ kind: 'drop', workstream: workstreamId('2') }] });
    expect(run.state().proposal).toMatchObject({ revision: 2, author: BOB, change: { dropped: ['2'], changed: [] } });
    expect(run.state().proposal?.hash).not.toBe(before);
    expect(run.state().proposal?.plan.workstreams.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['1', []],
      ['3', ['1']],
    ]);
    const late = run.answer('approve', asked ? { decision: asked.id } : {});
    expect(late.events).toMatchObject([{ kind: 'refused', reason: { kind: 'superseded' } }]);
    expect(kinds(run.answer('approve'))).toContain('execution-started');
  });

  it('on a plan that has moved on is refused', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    const edit = { kind: 'edit-plan', actor: by(BOB), baseHash: 'old', edits: [{ kind: 'drop', workstream: ONE }] } as const;
    expect(run.when(edit).events).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-moved-on' } }]);
  });

  it('that leaves no plan is refused with the reason, and changes nothing', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    const edits = ['1', '2', '3'].map((id) => ({ kind: 'drop', workstream: workstreamId(id) }) as const);
    expect(run.when({ kind: 'edit-plan', actor: by(BOB), baseHash: null, edits }).events).toMatchObject([
      { kind: 'refused', reason: { kind: 'plan-invalid' } },
    ]);
    expect(run.state().proposal?.revision).toBe(1);
  });
});

describe('an override', () => {
  it('cancel aborts what runs and ends the workflow at once', () => {
    const run = started();
    const decided = run.when({ kind: 'override', actor: by(BOB), change: { kind: 'cancel' } });
    expect(decided.effects.map(({ kind }) => kind)).toEqual(['abort', 'abort']);
    expect(statusWord(run.state())).toBe('cancelled');
    expect(run.running()).toEqual([]);
  });

  it('pause lets running calls finish and starts nothing until resumed', () => {
    const run = started(PLAN, { max_parallel_agents: 1 });
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'pause' } });
    run.succeed('workstream 1');
    expect(run.running()).toEqual([]);
    expect(statusWord(run.state())).toBe('paused');
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'resume' } });
    expect(run.running()).toEqual(['workstream 2']);
  });

  it('skip leaves a gap, and asks about what needed it', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'skip', workstream: ONE } });
    expect(openDecisions(run.state()).map(({ question }) => question)).toMatchObject([{ kind: 'dependency-menu', workstream: '1', blocks: ['3'] }]);
    run.answer('retry');
    expect(run.running()).toContain('workstream 1');
  });

  it('skip keeps its phase open while the gap is asked about, so that the handoff knows what came of it', () => {
    const run = started();
    run.succeed('workstream 2');
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'skip', workstream: ONE } });
    expect(run.running()).toEqual([]);
    run.answer('supply', { text: 'By hand', supplied: ref('by-hand') });
    run.succeed('handoff p1');
    expect(run.state().handoffs[0]?.artifacts.map(({ name }) => name)).toEqual(['by-hand.md', 'result-2.md']);
  });

  it('skip of what nothing needs closes the phase', () => {
    const run = started({ ...PLAN, workstreams: [work('1'), work('2'), work('3', ['2'])] });
    run.succeed('workstream 2');
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'skip', workstream: ONE } });
    expect(run.running()).toEqual(['handoff p1']);
  });

  it('change to a task without words is refused, and so is one that is too long', () => {
    const run = started(PLAN, { max_parallel_agents: 1 });
    for (const task of ['  ', 'word '.repeat(2_001)]) {
      const decided = run.when({
        kind: 'override',
        actor: by(BOB),
        change: { kind: 'change', workstream: workstreamId('2'), agent: null, persona: null, skills: null, model: null, task },
      });
      expect(decided.events).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-invalid', problems: [expect.stringContaining('2')] } }]);
    }
  });

  it('supply replaces running work, and the late answer of its call changes nothing', () => {
    const run = started();
    const call = [...run.state().running.keys()][0];
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'supply', workstream: ONE, artifact: ref('mine'), opening: 'Mine' } });
    if (!call) throw new Error('nothing ran');
    const late = run.when({ kind: 'call-failed', attempt: call, failure: { kind: 'timeout', detail: '' }, usage: null });
    expect(late.events).toEqual([]);
    expect(run.state().workstreams.get(ONE)?.status).toMatchObject({ kind: 'supplied', by: BOB });
  });

  it('on settled work is refused', () => {
    const run = started();
    run.succeed('workstream 1');
    const decided = run.when({ kind: 'override', actor: by(BOB), change: { kind: 'skip', workstream: ONE } });
    expect(decided.events).toMatchObject([{ kind: 'refused', reason: { kind: 'already-settled', status: 'done' } }]);
  });

  it('on a workflow that has ended is refused', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'cancel' } });
    expect(run.when({ kind: 'override', actor: by(BOB), change: { kind: 'pause' } }).events).toMatchObject([
      { kind: 'refused', reason: { kind: 'workflow-ended' } },
    ]);
  });
});

describe('a phase gate', () => {
  it('holds the phase until someone approves', () => {
    const gated = { ...PLAN, phases: [phase('p1', ['1', '2'], { handoff: false }), phase('p2', ['3'], { gate: 'approve' })] };
    const run = started(gated);
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    expect(run.running()).toEqual([]);
    run.answer('approve');
    expect(run.running()).toEqual(['workstream 3']);
  });
});
