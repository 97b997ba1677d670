/** Corrections: handoffs, overrides outside the envelope, the order of work, and a run that is branched. */
import { describe, expect, it } from 'vitest';
import { branchFrom } from '../../src/engine/branch.ts';
import { usualHandoffUsd, usualWorkstreamUsd } from '../../src/engine/estimate.ts';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import type { PlanEdit } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { coverageOf, statusWord } from '../../src/engine/status.ts';
import { ANN, BOB, by, kinds, PLAN, phase, ref, requestOf, type Scenario, scenario, started, work } from './scenario.ts';

/** Three phases that pass on nothing but their handoffs. */
const CHAIN: Plan = { ...PLAN, phases: [phase('p1', ['1']), phase('p2', ['2']), phase('p3', ['3'])], workstreams: [work('1'), work('2'), work('3')] };

function finished(plan: Plan): Scenario {
  return finish(started(plan));
}

/** Lets every call succeed, in the order in which they come. */
function finish(run: Scenario): Scenario {
  for (let next = run.running()[0]; next; next = run.running()[0]) run.succeed(next);
  return run;
}

const NOTHING = { agent: null, persona: null, skills: null, model: null, task: null };

describe('a handoff', () => {
  const gated = { ...PLAN, phases: [phase('p1', ['1', '2']), phase('p2', ['3'], { gate: 'approve' })] };
  const correction = { kind: 'correct-handoff', phase: phaseId('p1'), decisions: ['Stay with Postgres.'], openItems: [] } as const;

  it('corrected before the next phase starts is what that phase sees', () => {
    const run = started(gated);
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    run.succeed('handoff p1');
    expect(kinds(run.when({ kind: 'override', actor: by(BOB), change: correction }))).toEqual(['handoff-corrected']);
    expect(run.state().handoffs).toMatchObject([{ decisions: ['Stay with Postgres.'], correctedBy: BOB }]);
    run.answer('approve');
    expect(run.running()).toEqual(['workstream 3']);
  });

  it('corrected later marks its readers stale and offers a priced rerun', () => {
    const run = started();
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    run.succeed('handoff p1');
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    expect(run.state().workstreams.get(workstreamId('3'))?.stale).toBe(true);
    const [question] = openDecisions(run.state());
    expect(question?.question).toMatchObject({ kind: 'stale-rerun', workstreams: ['3'] });
    expect(question?.options[0]?.addsUsd).toBeGreaterThan(0);
    const decided = run.answer('rerun');
    expect(decided.effects.map(({ kind }) => kind)).toEqual(['abort', 'call']);
    expect(run.state().workstreams.get(workstreamId('3'))?.stale).toBe(false);
  });

  it('corrected two phases later has the handoffs in between written again, before the work that reads them', () => {
    const run = started(CHAIN);
    while (!run.running().includes('workstream 3')) run.succeed(run.running()[0] ?? '');
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    const [question] = openDecisions(run.state());
    expect(question?.question).toMatchObject({ kind: 'stale-rerun', workstreams: ['2'] });
    const plan = run.state().proposal?.plan.workstreams ?? [];
    const work = plan.slice(1).reduce((sum, one) => sum + usualWorkstreamUsd(run.state(), one), 0);
    expect(question?.options[0]?.addsUsd).toBeCloseTo(work + usualHandoffUsd(run.state(), phaseId('p2')));
    run.answer('rerun');
    expect(run.running()).toEqual(['workstream 2']);
    expect(run.state().handoffs.map((handoff) => handoff.phase)).toEqual(['p1']);
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['handoff p2']);
    run.succeed('handoff p2');
    expect(run.running()).toEqual(['workstream 3']);
    finish(run);
    expect(statusWord(run.state())).toBe('completed');
    expect(run.state().handoffs.map((handoff) => handoff.phase)).toEqual(['p1', 'p2', 'p3']);
  });

  it('that is void again asks about the gate behind it again', () => {
    const run = started({ ...CHAIN, phases: CHAIN.phases.map((one) => (one.id === 'p3' ? { ...one, gate: 'approve' } : one)) });
    for (const call of ['workstream 1', 'handoff p1', 'workstream 2', 'handoff p2']) run.succeed(call);
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    run.answer('rerun');
    expect(openDecisions(run.state())).toEqual([]);
    run.succeed('workstream 2');
    run.succeed('handoff p2');
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['phase-gate']);
  });

  it('whose rewriting had failed is written again with the work', () => {
    const run = started(CHAIN);
    for (const call of ['workstream 1', 'handoff p1', 'workstream 2']) run.succeed(call);
    run.fail('handoff p2', undefined, 3);
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    run.answer('rerun');
    expect(openDecisions(run.state())).toEqual([]);
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['handoff p2']);
  });

  it('corrected twice asks once', () => {
    const run = started();
    for (const call of ['workstream 1', 'workstream 2', 'handoff p1']) run.succeed(call);
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    const [first] = openDecisions(run.state());
    expect(kinds(run.when({ kind: 'override', actor: by(BOB), change: { ...correction, decisions: ['Or with files.'] } }))).toEqual([
      'handoff-corrected',
      'decision-asked',
      'decision-voided',
    ]);
    expect(openDecisions(run.state())).toHaveLength(1);
    if (!first) throw new Error('Nobody was asked.');
    expect(run.answer('rerun', { decision: first.id }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'superseded' } }]);
    run.answer('rerun');
    expect(openDecisions(run.state())).toEqual([]);
  });

  it('is asked about no longer once its reader has another result', () => {
    const run = started();
    for (const call of ['workstream 1', 'workstream 2', 'handoff p1']) run.succeed(call);
    run.when({ kind: 'override', actor: by(BOB), change: correction });
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'supply', workstream: workstreamId('3'), artifact: ref('own'), opening: 'Own.' } });
    expect(openDecisions(run.state())).toEqual([]);
    expect(run.running()).toEqual(['handoff p2']);
  });

  it('that was not written yet cannot be corrected', () => {
    expect(started().when({ kind: 'override', actor: by(BOB), change: correction }).events).toMatchObject([
      { kind: 'refused', reason: { kind: 'no-handoff-yet' } },
    ]);
  });
});

describe('an override', () => {
  const reading = { ...PLAN, workstreams: PLAN.workstreams.map((old) => ({ ...old, agent: 'explore' as const })) };

  it('inside the envelope applies at once; outside it asks', () => {
    const run = started(reading);
    const change = { ...NOTHING, kind: 'change', workstream: workstreamId('3'), persona: 'startup-cto' } as const;
    expect(kinds(run.when({ kind: 'override', actor: by(ANN), change }))).toEqual(['workstream-changed']);
    expect(kinds(run.when({ kind: 'override', actor: by(ANN), change: { ...change, agent: 'general' } }))).toEqual(['decision-asked']);
    run.answer('approve', { actor: by(BOB) });
    expect(run.state().proposal?.plan.workstreams[2]).toMatchObject({ agent: 'general', persona: 'startup-cto' });
  });

  it('of the model is what the next call uses, at its price', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(ANN), change: { ...NOTHING, kind: 'change', workstream: workstreamId('3'), model: 'claude-haiku-5-5' } });
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    run.succeed('handoff p1');
    expect([...run.state().running.values()]).toMatchObject([{ model: 'claude-haiku-5-5' }]);
  });

  it('of the order keeps the plan possible', () => {
    const flat = { ...PLAN, phases: [phase('p1', ['1', '2', '3'])], workstreams: [work('1'), work('2'), work('3', ['1', '2'])] };
    const run = started(flat, { max_parallel_agents: 1 });
    const reorder = (id: string, dependsOn: readonly string[]) =>
      run.when({ kind: 'override', actor: by(ANN), change: { kind: 'reorder', workstream: workstreamId(id), dependsOn: dependsOn.map(workstreamId) } });
    expect(reorder('2', ['3']).events).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-invalid' } }]);
    expect(kinds(reorder('3', ['1']))).toEqual(['workstream-reordered']);
    reorder('2', ['3']);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['workstream 3']);
  });
});

describe('a run that has ended', () => {
  const ended = () => finished(PLAN);

  it('is branched: only the changed work and what needs it is done again', () => {
    const branch = branchFrom(ended().state(), workstreamId('3'), { agent: null, persona: null, task: 'Do it in Spanish.' });
    if (branch.kind !== 'branch') throw new Error(branch.kind);
    expect(branch.reuse.savedUsd).toBeCloseTo(0.02);
    const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse }));
    again.answer('approve');
    expect(again.running()).toEqual(['workstream 3']);
    again.succeed('workstream 3');
    again.succeed('handoff p2');
    again.succeed('synthesis');
    expect(statusWord(again.state())).toBe('completed');
    expect(coverageOf(again.state())).toMatchObject({ done: 3, total: 3 });
    expect(again.state().attemptsMade).toBe(3);
  });

  it('does everything again that depends on the step', () => {
    const branch = branchFrom(ended().state(), workstreamId('1'), null);
    expect(branch).toMatchObject({ kind: 'branch', reuse: { results: [{ workstream: '2' }], handoffs: [] } });
  });

  it('does everything again that read a handoff which tells of the step, and what was built on that', () => {
    const branch = branchFrom(finished(CHAIN).state(), workstreamId('1'), null);
    expect(branch).toMatchObject({ kind: 'branch', reuse: { results: [], handoffs: [], savedUsd: 0 } });
    const later = branchFrom(finished(CHAIN).state(), workstreamId('2'), null);
    expect(later).toMatchObject({ kind: 'branch', reuse: { results: [{ workstream: '1' }], handoffs: [{ phase: 'p1' }] } });
    const untold = { ...CHAIN, phases: CHAIN.phases.map((one) => ({ ...one, handoff: false })) };
    expect(branchFrom(finished(untold).state(), workstreamId('1'), null)).toMatchObject({ reuse: { results: [{ workstream: '2' }, { workstream: '3' }] } });
  });

  it('fills a gap of the former run, and makes anew what was made in spite of it', () => {
    const run = started({ ...CHAIN, phases: [phase('p1', ['1', '2']), phase('p2', ['3'])] });
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('2') } });
    finish(run);
    expect(branchFrom(run.state(), workstreamId('3'), null)).toMatchObject({ reuse: { results: [{ workstream: '1' }], handoffs: [] } });
  });

  it('tells its branch what people had said: notes, and the models that they chose', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(BOB), change: { kind: 'add-context', workstream: null, text: 'Prices in euros.' } });
    run.when({ kind: 'override', actor: by(ANN), change: { ...NOTHING, kind: 'change', workstream: workstreamId('3'), model: 'claude-haiku-5-5' } });
    run.fail('workstream 1', undefined, 3);
    run.answer('retry-with-context', { text: 'Only Europe.' });
    const branch = branchFrom(finish(run).state(), workstreamId('3'), null);
    if (branch.kind !== 'branch') throw new Error(branch.kind);
    const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse }));
    expect(again.state().notes.map(({ by, text, workstream }) => [by, text, workstream])).toEqual([
      [BOB, 'Prices in euros.', null],
      [ANN, 'Only Europe.', '1'],
    ]);
    again.answer('approve');
    expect([...again.state().running.values()]).toMatchObject([{ subject: { workstream: '3' }, model: 'claude-haiku-5-5' }]);
    // Logs of before that was carried over.
    const { notes: _, models: __, ...former } = branch.reuse;
    const old = scenario(requestOf({ givenPlan: branch.plan, reuse: former }));
    expect(old.state().notes).toEqual([]);
    expect(old.state().workstreams.get(workstreamId('3'))?.model).toBeNull();
  });

  it('asks about its branch even where plans start at once', () => {
    const settings = { ...DEFAULT_SETTINGS, confirm_before_execute: false };
    const branch = branchFrom(ended().state(), workstreamId('3'), null);
    if (branch.kind !== 'branch') throw new Error(branch.kind);
    const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse, settings }));
    expect(openDecisions(again.state()).map(({ question }) => question.kind)).toEqual(['plan-approval']);
    expect(again.running()).toEqual([]);
    expect(scenario(requestOf({ givenPlan: branch.plan, settings })).running()).toEqual(['workstream 1', 'workstream 2']);
  });

  it('takes nothing over whose basis an edit changes', () => {
    const branch = branchFrom(finished(CHAIN).state(), workstreamId('3'), null);
    if (branch.kind !== 'branch') throw new Error(branch.kind);
    const reused = (edit: PlanEdit) => {
      const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse }));
      again.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [edit] });
      return [...again.state().workstreams.values()].filter((record) => record.reused).map(({ id }) => id);
    };
    expect(reused({ kind: 'reword', workstream: workstreamId('2'), title: null, task: 'Other.' })).toEqual(['1']);
    expect(reused({ kind: 'reword', workstream: workstreamId('1'), title: null, task: 'Other.' })).toEqual([]);
    // [2] had read the handoff of [1], which is not there any more.
    expect(reused({ kind: 'drop', workstream: workstreamId('1') })).toEqual([]);
  });

  it('takes over no handoff that tells of what an edit drops, and hands on to the phase that is there', () => {
    const branched = (plan: Plan, from: string, dropped: string) => {
      const branch = branchFrom(finished(plan).state(), workstreamId(from), null);
      if (branch.kind !== 'branch') throw new Error(branch.kind);
      const again = scenario(requestOf({ givenPlan: branch.plan, reuse: branch.reuse }));
      again.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'drop', workstream: workstreamId(dropped) }] });
      again.answer('approve');
      return again;
    };
    expect(branched(PLAN, '3', '2').running()).toEqual(['handoff p1']);
    const shorter = branched(CHAIN, '3', '2');
    expect(shorter.running()).toEqual(['workstream 3']);
    expect(shorter.state().handoffs).toMatchObject([{ phase: 'p1', next: 'p3' }]);
  });

  it('cannot be branched from work that it did not have, nor while it runs', () => {
    expect(branchFrom(ended().state(), workstreamId('9'), null)).toEqual({ kind: 'unknown-workstream' });
    expect(branchFrom(started().state(), workstreamId('1'), null)).toEqual({ kind: 'not-ended' });
    // Nor before it has a plan: there is no other answer for a moment.
    expect(branchFrom(scenario().state(), workstreamId('1'), null)).toEqual({ kind: 'not-ended' });
  });
});

describe('a workstream that runs as an iterative loop from the start', () => {
  const looped = {
    ...PLAN,
    phases: [phase('p1', ['1'], { handoff: false })],
    workstreams: [work('1', [], { loop: true, successCheck: 'All three are named.' })],
  };

  it('is drafted and checked in rounds, without anything having failed', () => {
    const run = started(looped);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['check 1']);
    expect(run.log().map(({ kind }) => kind)).toContain('round-drafted');
    expect(run.state().workstreams.get(workstreamId('1'))?.status.kind).toBe('running');
  });

  it('can be chosen and left by an edit, which is a plan like any', () => {
    const { loop: _, ...once } = looped.workstreams[0] ?? work('1');
    const plain = { ...looped, workstreams: [once] };
    expect(applyEdits(plain, [{ kind: 'set-loop', workstream: workstreamId('1'), loop: true }])).toMatchObject({ plan: looped, changed: ['1'] });
    expect(applyEdits(looped, [{ kind: 'set-loop', workstream: workstreamId('1'), loop: false }])).toMatchObject({ plan: plain });
    const ballot = { ...plain, workstreams: [{ ...once, output: 'ballot' as const }] };
    expect(applyEdits(ballot, [{ kind: 'set-loop', workstream: workstreamId('1'), loop: true }])).toMatchObject({ kind: 'problems' });
  });
});
