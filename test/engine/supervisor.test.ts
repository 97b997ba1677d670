/** A plan that grows by one recorded decision after each result, inside what was approved. */
import { describe, expect, test } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import { hashPlan, planProblems } from '../../src/engine/plan-rules.ts';
import { ANN, by, ref, TIMEOUT, work } from './scenario.ts';
import { accept, asked, begun, decide, finish, planOf, reassign, redo, spawn, supervised } from './supervised.ts';

describe('after a result', () => {
  test('the supervisor looks at it before anything new starts', () => {
    const run = begun({ max_parallel_agents: 1 }, supervised([work('1', [], { agent: 'explore' }), work('2', [], { agent: 'explore' })]));
    expect(run.running()).toEqual(['workstream 1']);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['review']);
    decide(run, accept);
    expect(run.running()).toEqual(['workstream 2']);
  });

  test('each is looked at, one after the other, while others go on', () => {
    const run = begun({}, supervised(['1', '2', '3'].map((id) => work(id, [], { agent: 'explore' }))));
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['workstream 3', 'review']);
    decide(run, accept);
    expect(run.state().supervision.decisions.map(({ workstream }) => workstream)).toEqual(['1']);
    expect(run.running()).toEqual(['workstream 3', 'review']);
  });

  test('accepting the last one ends the phase, and so does finishing', () => {
    for (const last of [accept, finish]) {
      const run = begun();
      run.succeed('workstream 1');
      decide(run, last);
      expect(run.running()).toEqual(['handoff p1']);
      run.succeed('handoff p1');
      run.succeed('synthesis');
      expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
    }
  });

  test('finishing lets what was planned finish, and looks at nothing more', () => {
    const run = begun({}, supervised(['1', '2'].map((id) => work(id, [], { agent: 'explore' }))));
    run.succeed('workstream 1');
    decide(run, finish);
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['handoff p1']);
  });
});

describe('a decision', () => {
  test('to redo brings the work back with the notes and the result that was seen', () => {
    const run = begun();
    run.succeed('workstream 1');
    const hash = run.state().proposal?.hash;
    decide(run, redo);
    expect(run.running()).toEqual(['workstream 1']);
    expect(run.state().supervision.decisions).toMatchObject([{ round: 1, workstream: '1', seen: { name: 'result-1.md' }, review: redo, approval: null }]);
    expect(run.state().proposal?.hash).toBe(hash);
  });

  test('to reassign is a recorded revision of the plan, and the hash moves on', () => {
    const run = begun();
    run.succeed('workstream 1');
    const before = run.state().proposal;
    decide(run, reassign({ persona: 'startup-cto' }));
    expect(planOf(run).workstreams[0]).toMatchObject({ agent: 'plan', persona: 'startup-cto' });
    expect(run.state().proposal).toMatchObject({ revision: (before?.revision ?? 0) + 1, hash: hashPlan(planOf(run)) });
    expect(run.state().proposal?.hash).not.toBe(before?.hash);
    expect(run.running()).toEqual(['workstream 1']);
  });

  test('to spawn adds one piece with the next number, and ids stay what they were', () => {
    const run = begun();
    run.succeed('workstream 1');
    decide(run, spawn('2', ['1']));
    expect(planOf(run).workstreams.map(({ id }) => id)).toEqual(['1', '2']);
    expect(planOf(run).phases[0]?.workstreams).toEqual(['1', '2']);
    expect(planProblems(planOf(run))).toEqual([]);
    expect(run.state().proposal).toMatchObject({ revision: 2, hash: hashPlan(planOf(run)) });
    expect(run.running()).toEqual(['workstream 2']);
  });

  test.each([
    ['a number that is taken', spawn('1'), /there twice/u],
    ['a piece that waits for what is not there', spawn('2', ['9']), /not in the plan/u],
    ['a redo without notes', { ...redo, notes: ' ' }, /needs notes/u],
    ['a reassignment to the same agent', reassign({ agent: 'explore' }), /another agent or another persona/u],
  ] as const)('that cannot be carried out is told to the supervisor: %s', (_, review, problem) => {
    const run = begun();
    run.succeed('workstream 1');
    const decided = decide(run, review);
    expect(decided.events[0]).toMatchObject({ kind: 'attempt-failed', failure: { kind: 'choice-rejected', detail: expect.stringMatching(problem) } });
    expect(run.running()).toEqual(['review']);
    expect(run.state().supervision.decisions).toEqual([]);
  });
});

describe('the bounds', () => {
  test('seven workstreams at most', () => {
    const run = begun({}, supervised(['1', '2', '3', '4', '5', '6', '7'].map((id) => work(id, [], { agent: 'explore' }))));
    run.succeed('workstream 1');
    expect(decide(run, spawn('8')).events[0]).toMatchObject({ kind: 'attempt-failed', failure: { detail: expect.stringContaining('no more are approved') } });
  });

  test('the rounds of the approved plan: afterwards what is at work finishes, and nothing is added', () => {
    const run = begun({}, supervised(undefined, 2));
    run.succeed('workstream 1');
    decide(run, spawn('2'));
    run.succeed('workstream 2');
    decide(run, spawn('3'));
    run.succeed('workstream 3');
    expect(run.running()).toEqual(['handoff p1']);
  });

  test('a workstream goes back twice at most', () => {
    const run = begun();
    for (let time = 0; time < 2; time += 1) {
      run.succeed('workstream 1');
      decide(run, redo);
    }
    run.succeed('workstream 1');
    expect(decide(run, redo).events[0]).toMatchObject({ kind: 'attempt-failed', failure: { detail: expect.stringContaining('sent back 2 times') } });
  });

  test.each([
    ['more rounds than there can be', { ...supervised(), growth: { maxRounds: 99 } }],
    ['growth without a supervisor', { ...supervised(), pattern: 'fan-out' }],
    ['a supervisor without bounds', { v: 1, pattern: 'supervisor', reason: 'r', phases: supervised().phases, workstreams: supervised().workstreams } as const],
  ])('a plan is refused that has %s', (_, plan) => {
    expect(planProblems(plan)).toHaveLength(1);
  });
});

describe('beyond what was approved', () => {
  const general = spawn('2', ['1'], { agent: 'general' });

  test('people are asked, and a yes covers that agent for the rest of the run', () => {
    const run = begun();
    run.succeed('workstream 1');
    expect(run.state().proposal?.envelope.agents).toEqual(['explore', 'plan']);
    decide(run, general);
    expect(asked(run)?.question).toMatchObject({ kind: 'growth-approval', agent: 'general', workstream: '1' });
    expect(run.running()).toEqual([]);
    run.answer('approve');
    expect(run.running()).toEqual(['workstream 2']);
    expect(run.state().supervision.decisions[0]?.approval).toEqual({ by: ANN, granted: true, text: null });
    run.succeed('workstream 2');
    decide(run, spawn('3', ['2'], { agent: 'general' }));
    expect(run.running()).toEqual(['workstream 3']);
  });

  test('a no is told to the supervisor, who looks again', () => {
    const run = begun();
    run.succeed('workstream 1');
    decide(run, general);
    run.answer('reject', { text: 'Reading only.' });
    expect(planOf(run).workstreams).toHaveLength(1);
    expect(run.state().supervision.decisions).toMatchObject([{ round: 1, approval: { granted: false, text: 'Reading only.' } }]);
    expect(run.running()).toEqual(['review']);
    decide(run, finish);
    expect(run.running()).toEqual(['handoff p1']);
  });
});

describe('a piece that fails for good', () => {
  test('is shown to the supervisor first, who may reassign it', () => {
    const run = begun();
    run.fail('workstream 1', TIMEOUT, 3);
    expect(run.running()).toEqual(['review']);
    expect(asked(run)).toBeUndefined();
    decide(run, reassign());
    expect(run.running()).toEqual(['workstream 1']);
  });

  test('has its menu when the supervisor leaves it to people, and at once when it was sent back twice', () => {
    const run = begun();
    run.fail('workstream 1', TIMEOUT, 3);
    decide(run, accept);
    expect(asked(run)?.question).toMatchObject({ kind: 'failure-menu', workstream: '1' });
    const worn = begun();
    for (const back of [redo, reassign()]) {
      worn.succeed('workstream 1');
      decide(worn, back);
    }
    worn.fail('workstream 1', TIMEOUT, 3);
    expect(worn.running()).toEqual([]);
    expect(asked(worn)?.question).toMatchObject({ kind: 'failure-menu', workstream: '1' });
  });

  test('has its menu while the work is paused and nobody can look', () => {
    const run = begun();
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'pause' } });
    run.fail('workstream 1', { kind: 'authentication', detail: '401' });
    expect(asked(run)?.question.kind).toBe('failure-menu');
  });
});

describe('when the look itself fails for good', () => {
  test('people are asked, and can go on without the supervisor', () => {
    const run = begun();
    run.succeed('workstream 1');
    run.fail('review', TIMEOUT, 3);
    expect(asked(run)?.question).toMatchObject({ kind: 'call-failed', call: 'review', review: { round: 1, workstream: '1' } });
    expect(asked(run)?.options.map(({ id }) => id)).toEqual(['retry', 'continue', 'cancel']);
    run.answer('continue');
    expect(run.running()).toEqual(['handoff p1']);
  });

  test('a retry looks again', () => {
    const run = begun();
    run.succeed('workstream 1');
    run.fail('review', TIMEOUT, 3);
    run.answer('retry');
    expect(run.running()).toEqual(['review']);
  });
});

describe('people', () => {
  test('supply a result, and the supervisor goes on from it without sending it back', () => {
    const run = begun();
    const artifact = ref('mine');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'supply', workstream: workstreamId('1'), artifact, opening: 'Mine.' } });
    expect(run.running()).toEqual(['review']);
    expect(decide(run, redo).events[0]).toMatchObject({ kind: 'attempt-failed', failure: { detail: expect.stringContaining('A person supplied') } });
    decide(run, spawn('2', ['1']));
    expect(run.running()).toEqual(['workstream 2']);
  });

  test('wind the work down in the middle of a look: the call is cut short, and nothing is added', () => {
    const run = begun({}, supervised(['1', '2'].map((id) => work(id, [], { agent: 'explore' }))));
    run.succeed('workstream 1');
    run.fail('workstream 2', { kind: 'authentication', detail: '401' });
    expect(run.running()).toEqual(['review']);
    decide(run, accept);
    decide(run, accept);
    run.answer('cancel-rest');
    expect(run.state().windingDown).toBe(true);
    run.succeed('synthesis');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'partial' });
  });

  test('take a choice out of its hands: its look is stopped', () => {
    const run = begun();
    run.fail('workstream 1', TIMEOUT, 3);
    const looking = [...run.state().running.values()].find(({ subject }) => subject.kind === 'review');
    const decided = run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('1') } });
    expect(decided.effects).toContainEqual({ kind: 'abort', attempt: looking?.id });
    expect(run.running()).not.toContain('review 1');
    expect(run.state().workstreams.get(workstreamId('1'))?.status.kind).toBe('skipped');
  });
});
