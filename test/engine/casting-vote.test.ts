/** A panel that does not settle it asks a person, and nothing is made of its ballots before. */
import { describe, expect, test } from 'vitest';
import type { Ballot } from '../../src/engine/answers.ts';
import { lastBallots } from '../../src/engine/ballots.ts';
import type { Override } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { tally } from '../../src/engine/panel-tally.ts';
import type { Plan, Workstream } from '../../src/engine/plan.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import type { Settings } from '../../src/engine/settings.ts';
import { rulingOf } from '../../src/engine/verdict.ts';
import { ANN, BOB, by, kinds, phase, ref, type Scenario, started, TIMEOUT, work } from './scenario.ts';

const EXPERTS = ['security-expert', 'performance-expert', 'startup-cto'];

/** Seats 1 to 3; with two rounds 4 to 6 answer them. */
function panel(rounds: 1 | 2 = 1): Plan {
  const seats = EXPERTS.map((persona, index) => work(String(index + 1), [], { persona, output: 'ballot' }));
  const answers = EXPERTS.map((persona, index) => work(String(index + 4), ['1', '2', '3'], { persona, output: 'ballot' }));
  return {
    v: 1,
    pattern: 'expert-panel',
    reason: 'Several opinions.',
    phases: rounds === 1 ? [phase('p1', ['1', '2', '3'])] : [phase('p1', ['1', '2', '3']), phase('p2', ['4', '5', '6'])],
    workstreams: rounds === 1 ? seats : [...seats, ...answers],
  };
}

const says = (position: Ballot['position'], risk: Ballot['risk'] = 'yellow', more: Partial<Ballot> = {}): Ballot => ({
  position,
  risk,
  confidence: 0.8,
  domains: [{ domain: 'law', risk }],
  summary: `I say ${position}.`,
  conditions: [],
  evidence: [],
  ...more,
});

let votes = 0;
function vote(run: Scenario, id: string, ballot: Ballot): void {
  votes += 1;
  run.succeed(`workstream ${id}`, { kind: 'workstream', artifact: ref(`ballot-${id}-${votes}`), opening: ballot.summary, ballot });
}

function voted(ballots: readonly Ballot[], settings: Partial<Settings> = {}, plan = panel()): Scenario {
  const run = started(plan, settings);
  for (const [index, ballot] of ballots.entries()) vote(run, String(index + 1), ballot);
  return run;
}

const asked = (run: Scenario) => openDecisions(run.state()).at(-1);
const READY = says('ready', 'green');
const NO = says('not-ready');

describe('a casting vote', () => {
  test('is not asked for where most agree and nobody sees a red', () => {
    const run = voted([READY, READY, NO]);
    expect(asked(run)).toBeUndefined();
    expect(run.running()).toEqual(['handoff p1']);
  });

  test.each([
    ['a red, whatever the majority says', [READY, READY, says('ready', 'red')], 'red'],
    ['a red in one domain of a ballot that is yellow', [READY, READY, says('ready', 'yellow', { domains: [{ domain: 'law', risk: 'red' }] })], 'red'],
    ['a tie', [READY, NO, says('ready-with-conditions')], 'tie'],
  ] as const)('is asked for at %s, and the handoff waits for it', (_, ballots, cause) => {
    const run = voted(ballots);
    expect(asked(run)?.question).toMatchObject({ kind: 'casting-vote', cause, round: 1 });
    expect(asked(run)?.options.map(({ id }) => id)).toEqual(['go', 'no-go', 'ask-again']);
    expect(run.running()).toEqual([]);
    run.answer('go', { text: 'After the audit.' });
    expect(run.running()).toEqual(['handoff p1']);
    expect(rulingOf(run.state())).toMatchObject({ by: ANN, option: 'go', text: 'After the audit.' });
  });

  test('goes through to the end as no-go', () => {
    const run = voted([NO, NO, says('not-ready', 'red')]);
    run.answer('no-go');
    run.succeed('handoff p1');
    run.succeed('synthesis');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
    expect(rulingOf(run.state())?.option).toBe('no-go');
  });

  test('takes as many people for a go as the settings say, and one for a no', () => {
    const settings = { approvals_needed: 2 };
    const run = started(panel(), settings);
    run.answer('approve', { actor: by(BOB) });
    for (const [index, ballot] of [READY, NO, says('ready-with-conditions')].entries()) vote(run, String(index + 1), ballot);
    expect(kinds(run.answer('go'))).toContain('decision-voted');
    expect(run.running()).toEqual([]);
    run.answer('go', { actor: by(BOB) });
    expect(run.running()).toEqual(['handoff p1']);
  });

  test('is given by those who may decide, and by nobody else', () => {
    const run = voted([READY, READY, says('ready', 'red')], { approvers: ['ann'] });
    expect(run.answer('go', { actor: by(BOB) }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed' } }]);
    expect(asked(run)?.state.kind).toBe('open');
  });

  test('reminds and parks like any other question', () => {
    const run = voted([READY, READY, says('ready', 'red')]);
    expect(kinds(run.wait(4 * 3_600_000))).toContain('decision-reminded');
    expect(kinds(run.wait(21 * 3_600_000))).toContain('parked');
    run.answer('no-go');
    expect(run.running()).toEqual(['handoff p1']);
  });
});

describe('asking the panel again', () => {
  test('needs a note, has a price, goes to each expert, and keeps the earlier ballots', () => {
    const run = voted([READY, NO, says('ready-with-conditions')]);
    expect(asked(run)?.options.find(({ id }) => id === 'ask-again')).toMatchObject({ needsText: true, addsUsd: expect.any(Number) });
    expect(run.answer('ask-again').events).toMatchObject([{ kind: 'refused', reason: { kind: 'text-needed' } }]);
    run.answer('ask-again', { text: 'Europe only.' });
    expect(run.running()).toEqual(['workstream 1', 'workstream 2', 'workstream 3']);
    expect(run.state().notes.map(({ workstream, text }) => [workstream, text])).toEqual([
      ['1', 'Europe only.'],
      ['2', 'Europe only.'],
      ['3', 'Europe only.'],
    ]);
    expect(run.state().formerBallots.map(({ ballot }) => ballot.position)).toEqual(['ready', 'not-ready', 'ready-with-conditions']);
    for (const id of ['1', '2', '3']) vote(run, id, READY);
    expect(run.running()).toEqual(['handoff p1']);
    expect(rulingOf(run.state())).toBeNull();
  });

  test('is bounded by the rounds of the approved envelope', () => {
    const run = voted([READY, NO, says('ready-with-conditions')]);
    for (let round = 1; round < 5; round += 1) {
      expect(asked(run)?.question).toMatchObject({ round });
      run.answer('ask-again', { text: 'Again.' });
      for (const [index, ballot] of [READY, NO, says('ready-with-conditions')].entries()) vote(run, String(index + 1), ballot);
    }
    expect(asked(run)?.options.map(({ id }) => id)).toEqual(['go', 'no-go']);
  });

  test('brings back an expert whose ballot failed', () => {
    const run = voted([READY]);
    run.fail('workstream 2', TIMEOUT, 3);
    run.answer('continue');
    run.fail('workstream 3', TIMEOUT, 3);
    run.answer('continue');
    expect(asked(run)?.question).toMatchObject({ kind: 'casting-vote', cause: 'too-few', positions: { ready: 1 } });
    run.answer('ask-again', { text: 'Try once more.' });
    expect(run.running()).toEqual(['workstream 1', 'workstream 2', 'workstream 3']);
  });
});

describe('experts who answer each other', () => {
  test('vote again when all have voted, and their last ballots count', () => {
    const run = voted([READY, NO, says('ready-with-conditions')], {}, panel(2));
    expect(asked(run)).toBeUndefined();
    run.succeed('handoff p1');
    expect(run.running()).toEqual(['workstream 4', 'workstream 5', 'workstream 6']);
    vote(run, '4', READY);
    vote(run, '5', READY);
    vote(run, '6', NO);
    expect(run.running()).toEqual(['handoff p2']);
    expect(lastBallots(run.state()).map(({ id }) => id)).toEqual(['4', '5', '6']);
    expect(tally(lastBallots(run.state())).positions).toEqual({ ready: 2, 'ready-with-conditions': 0, 'not-ready': 1 });
  });

  test('are asked again about their last answer', () => {
    const run = voted([READY, NO, says('ready-with-conditions')], {}, panel(2));
    run.succeed('handoff p1');
    for (const [id, ballot] of [
      ['4', READY],
      ['5', NO],
      ['6', says('ready-with-conditions')],
    ] as const)
      vote(run, id, ballot);
    expect(asked(run)?.question).toMatchObject({ cause: 'tie', round: 2 });
    run.answer('ask-again', { text: 'Settle it.' });
    expect(run.running()).toEqual(['workstream 4', 'workstream 5', 'workstream 6']);
  });
});

test('winding down asks nobody, and says that nobody decided', () => {
  const run = voted([READY, says('ready', 'red')]);
  run.fail('workstream 3', TIMEOUT, 3);
  run.answer('cancel-rest');
  run.succeed('synthesis');
  expect(run.state().stage.kind).toBe('ended');
  expect(rulingOf(run.state())).toBeNull();
});

describe('the rules of a panel', () => {
  const one = panel().workstreams[0] ?? work('1');
  const seatOf = ({ persona }: Workstream) => ({ persona, output: 'ballot' }) as const;
  test.each([
    ['ballots outside a panel', { ...panel(), pattern: 'mixed' }, /belong to an expert panel/u],
    [
      'the same expert twice',
      { ...panel(), workstreams: panel().workstreams.map((seat) => ({ ...seat, persona: 'startup-cto' })) },
      /experts of a panel differ/u,
    ],
    ['a seat without a persona', { ...panel(), workstreams: [{ ...one, persona: null }, ...panel().workstreams.slice(1)] }, /needs one/u],
    [
      'a seat that waits for another',
      { ...panel(), workstreams: panel().workstreams.map((seat) => (seat.id === '1' ? work('1', ['3'], seatOf(seat)) : seat)) },
      /"security-expert" has no seat in the first round/u,
    ],
    [
      'a seat that reads a ballot through another piece',
      {
        ...panel(),
        phases: [phase('p1', ['1', '2', '3', '4'])],
        workstreams: [...panel().workstreams.map((seat) => (seat.id === '1' ? work('1', ['4'], seatOf(seat)) : seat)), work('4', ['2'])],
      },
      /"security-expert" has no seat in the first round/u,
    ],
    [
      'an expert who only answers',
      { ...panel(2), workstreams: panel(2).workstreams.map((seat) => (seat.id === '4' ? { ...seat, persona: 'growth-marketer' } : seat)) },
      /"security-expert" has no seat in round 2.*"growth-marketer" has no seat in the first round/u,
    ],
    ['one expert', { ...panel(), phases: [phase('p1', ['1'])], workstreams: [one] }, /at least two experts/u],
  ] as const)('refuse %s', (_, plan, problem) => {
    expect(planProblems(plan).join(' ')).toMatch(problem);
  });

  test('leave panels as they are built alone', () => {
    expect([panel(1), panel(2)].map(planProblems)).toEqual([[], []]);
  });

  const id = (number: string) => work(number).id;
  const refused = [{ kind: 'refused', reason: { kind: 'plan-invalid', problems: expect.arrayContaining([expect.stringContaining('has no seat')]) } }];

  test('hold for the blindness of a running panel and its rounds', () => {
    const when = (run: Scenario, change: Override) => run.when({ kind: 'override', actor: by(ANN), change }).events;
    const one = started(panel(1), { max_parallel_agents: 1 });
    expect(when(one, { kind: 'reorder', workstream: id('2'), dependsOn: [id('3')] })).toMatchObject(refused);
    const two = started(panel(2), { max_parallel_agents: 1 });
    const nothing = { agent: null, skills: null, model: null, task: null };
    expect(when(two, { kind: 'reorder', workstream: id('4'), dependsOn: [] })).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-invalid' } }]);
    expect(when(two, { kind: 'change', workstream: id('5'), persona: 'growth-marketer', ...nothing })).toMatchObject(refused);
    expect(when(two, { kind: 'change-phase', phase: phase('p2', []).id, persona: 'growth-marketer', skills: null })).toMatchObject(refused);
  });

  test('hold for edits of a plan: an expert leaves with all seats or none', () => {
    expect(applyEdits(panel(2), [{ kind: 'drop', workstream: id('1') }])).toMatchObject({ kind: 'problems' });
    expect(applyEdits(panel(2), [{ kind: 'set-persona', workstream: id('6'), persona: 'growth-marketer' }])).toMatchObject({ kind: 'problems' });
    const both = [{ kind: 'drop', workstream: id('1') } as const, { kind: 'drop', workstream: id('4') } as const];
    expect(applyEdits(panel(2), both)).toMatchObject({ kind: 'plan' });
  });

  test('hold against edits and overrides', () => {
    const run = started(panel(), { max_parallel_agents: 1 });
    const persona = { persona: 'security-expert', agent: null, skills: null, model: null, task: null };
    const change = run.when({ kind: 'override', actor: by(ANN), change: { kind: 'change', workstream: panel().workstreams[1]?.id ?? one.id, ...persona } });
    expect(change.events).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-invalid' } }]);
    const all = run.when({
      kind: 'override',
      actor: by(ANN),
      change: { kind: 'change-phase', phase: phase('p1', []).id, persona: 'startup-cto', skills: null },
    });
    expect(all.events).toMatchObject([{ kind: 'refused', reason: { kind: 'plan-invalid' } }]);
  });
});
