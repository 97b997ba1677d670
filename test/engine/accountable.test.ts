/** Decisions that are accountable: who may, how many, until when; and what silence does. */
import { describe, expect, it } from 'vitest';
import { GENERAL_RULE } from '../../src/engine/answer-rule.ts';
import { isAtRest } from '../../src/engine/at-rest.ts';
import type { Question } from '../../src/engine/decision.ts';
import { groupId, personId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { policyOf } from '../../src/engine/policy.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';
import { statusWord } from '../../src/engine/status.ts';
import { ANN, BOB, by, kinds, PLAN, requestOf, scenario, started } from './scenario.ts';

const HOUR = 3_600_000;
const asking = (settings: Partial<Settings>) => scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, ...settings } }));

describe('a policy', () => {
  it('lets the members of a group answer, whoever they are at that moment', () => {
    const run = asking({ approver_groups: ['leads'] });
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toEqual(['refused']);
    expect(kinds(run.answer('approve', { actor: { ...by(BOB), groups: [groupId('leads')] } }))).toContain('execution-started');
  });

  it('can keep requesters from approving their own plan', () => {
    const run = asking({ requester_may_approve: false });
    expect(run.answer('approve', { actor: by(ANN) }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed', policy: { except: 'ann' } } }]);
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toContain('execution-started');
  });

  it('can need two people to go ahead, and one to stop', () => {
    const run = asking({ approvals_needed: 2 });
    expect(kinds(run.answer('approve', { actor: by(ANN) }))).toEqual(['decision-voted']);
    expect(run.answer('approve', { actor: by(ANN) }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'already-voted', votes: 1, needed: 2 } }]);
    expect(statusWord(run.state())).toBe('waiting');
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toContain('execution-started');
    const other = asking({ approvals_needed: 2 });
    other.answer('cancel', { actor: by(BOB) });
    expect(statusWord(other.state())).toBe('cancelled');
  });

  it('loses its votes with an edit', () => {
    const run = asking({ approvals_needed: 2 });
    run.answer('approve', { actor: by(ANN) });
    const [workstream] = run.state().workstreams.keys();
    if (!workstream) throw new Error('no workstream');
    run.when({ kind: 'edit-plan', actor: by(BOB), baseHash: null, edits: [{ kind: 'reword', workstream, title: 'Another', task: null }] });
    expect(openDecisions(run.state()).map(({ votes }) => votes)).toEqual([[]]);
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toEqual(['decision-voted']);
  });
});

describe('a policy for one kind of question', () => {
  const CLEO = personId('cleo');
  const lead = { ...by(CLEO), groups: [groupId('leads')] };

  it('goes before the general one, and other kinds keep the general one', () => {
    const run = started(PLAN, { approvers: ['bob'], failure_policy: { ...GENERAL_RULE, groups: ['leads'] } });
    expect(openDecisions(run.state())).toEqual([]);
    run.fail('workstream 1', undefined, 3);
    for (const actor of [by(ANN), by(BOB)]) {
      expect(run.answer('retry', { actor }).events).toMatchObject([
        { kind: 'refused', reason: { kind: 'not-allowed', policy: { who: [{ group: 'leads' }] } } },
      ]);
    }
    expect(kinds(run.answer('retry', { actor: lead }))).toContain('decision-answered');
    const plan = asking({ approvers: ['bob'], failure_policy: { ...GENERAL_RULE, groups: ['leads'] } });
    expect(kinds(plan.answer('approve', { actor: lead }))).toEqual(['refused']);
    expect(kinds(plan.answer('approve', { actor: by(BOB) }))).toContain('execution-started');
  });

  it('can be anyone, where the general one is not', () => {
    const run = asking({ approvers: ['bob'], plan_policy: { ...GENERAL_RULE, anyone: true } });
    expect(kinds(run.answer('approve', { actor: by(CLEO) }))).toContain('execution-started');
  });

  it('names the requester, or leaves them out of a group that they are in', () => {
    const alone = asking({ requester_may_approve: false, plan_policy: { ...GENERAL_RULE, requester: true } });
    expect(kinds(alone.answer('approve', { actor: by(BOB) }))).toEqual(['refused']);
    expect(kinds(alone.answer('approve', { actor: by(ANN) }))).toContain('execution-started');
    const never = asking({ plan_policy: { ...GENERAL_RULE, groups: ['leads'], requester: false } });
    expect(never.answer('approve', { actor: { ...by(ANN), groups: [groupId('leads')] } }).events).toMatchObject([
      { kind: 'refused', reason: { kind: 'not-allowed', policy: { except: 'ann' } } },
    ]);
  });

  it('leaves open what it does not say: who, how many, whether the requester may', () => {
    const run = asking({ approvers: ['bob'], approvals_needed: 1, plan_policy: { ...GENERAL_RULE, needed: 2 } });
    expect(kinds(run.answer('approve', { actor: by(ANN) }))).toEqual(['decision-voted']);
    expect(kinds(run.answer('approve', { actor: by(CLEO) }))).toEqual(['refused']);
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toContain('execution-started');
    const other = asking({ approvals_needed: 2, requester_may_approve: false, plan_policy: { ...GENERAL_RULE, anyone: true } });
    expect(kinds(other.answer('approve', { actor: by(ANN) }))).toEqual(['refused']);
    expect(kinds(other.answer('approve', { actor: by(BOB) }))).toEqual(['decision-voted']);
  });

  it.each([
    ['plan-approval', 'plan_policy'],
    ['run-plan', 'plan_policy'],
    ['phase-gate', 'gate_policy'],
    ['failure-menu', 'failure_policy'],
    ['call-failed', 'failure_policy'],
    ['many-failed', 'many_failed_policy'],
    ['dependency-menu', 'dependency_policy'],
    ['budget', 'budget_policy'],
    ['cap-reached', 'budget_policy'],
    ['override-approval', 'override_policy'],
    ['stale-rerun', 'rerun_policy'],
    ['casting-vote', 'casting_policy'],
  ] as const)('%s goes by %s', (kind, name) => {
    const run = asking({ [name]: { ...GENERAL_RULE, people: ['cleo'] } });
    const question = { kind } as Question;
    expect(policyOf(run.state(), question).who).toEqual([{ kind: 'person', person: 'cleo' }]);
    expect(policyOf(asking({}).state(), question).who).toEqual([{ kind: 'anyone' }]);
  });
});

describe('a deadline', () => {
  const settings = { remind_after_hours: 1, escalate_after_hours: 2, park_after_hours: 3, escalate_to: ['boss'] };

  it('reminds, then escalates, then parks; silence never means yes or no', () => {
    const run = asking(settings);
    expect(kinds(run.wait(HOUR))).toEqual(['decision-reminded']);
    expect(kinds(run.wait(HOUR))).toEqual(['decision-escalated']);
    expect(kinds(run.wait(HOUR))).toEqual(['parked']);
    expect(statusWord(run.state())).toBe('parked');
    expect(isAtRest(run.state())).toBe(true);
    expect(nextDue(run.state())).toBeNull();
    expect(openDecisions(run.state())).toHaveLength(1);
  });

  it('lets those answer to whom it was passed on', () => {
    const run = asking({ ...settings, approvers: ['lead'] });
    const boss = { id: 'boss', groups: [], admin: false } as unknown as ReturnType<typeof by>;
    expect(kinds(run.answer('approve', { actor: boss }))).toEqual(['refused']);
    run.wait(HOUR);
    run.wait(HOUR);
    expect(kinds(run.answer('approve', { actor: boss }))).toContain('execution-started');
  });

  it('that parked the work is taken up with one click: an answer, or resume with new deadlines', () => {
    const answered = asking(settings);
    for (let hour = 0; hour < 3; hour += 1) answered.wait(HOUR);
    expect(kinds(answered.answer('approve'))).toContain('execution-started');
    const resumed = asking(settings);
    for (let hour = 0; hour < 3; hour += 1) resumed.wait(HOUR);
    resumed.when({ kind: 'override', actor: by(ANN), change: { kind: 'resume' } });
    expect(statusWord(resumed.state())).toBe('waiting');
    expect(nextDue(resumed.state())).toBeGreaterThan(resumed.state().updatedAt);
  });

  it('is caught up step by step after a long time without any process: a reminder first, the others as far from it as ever', () => {
    const run = asking(settings);
    expect(kinds(run.wait(100 * HOUR))).toEqual(['decision-reminded']);
    expect(kinds(run.wait(HOUR - 5_000))).toEqual([]);
    expect(kinds(run.wait(5_000))).toEqual(['decision-escalated']);
    expect(kinds(run.wait(HOUR - 5_000))).toEqual([]);
    expect(kinds(run.wait(5_000))).toEqual(['parked']);
  });

  it('that was reminded of in time is passed on first after such a time, then parks', () => {
    const run = asking(settings);
    run.wait(HOUR);
    expect(kinds(run.wait(100 * HOUR))).toEqual(['decision-escalated']);
    expect(kinds(run.wait(HOUR))).toEqual(['parked']);
    const alone = asking({ ...settings, escalate_to: [] });
    expect(kinds(alone.wait(100 * HOUR))).toEqual(['decision-reminded']);
    expect(kinds(alone.wait(HOUR))).toEqual([]);
    expect(kinds(alone.wait(HOUR))).toEqual(['parked']);
  });

  it('that parks before it would remind still does, and one that falls due within a minute is on time', () => {
    const early = asking({ ...settings, park_after_hours: 0.5 });
    expect(kinds(early.wait(100 * HOUR))).toEqual(['parked']);
    const prompt = asking(settings);
    expect(prompt.wait(HOUR + 30_000).events).toEqual([{ kind: 'decision-reminded', decision: openDecisions(prompt.state())[0]?.id }]);
    expect(kinds(prompt.wait(2 * HOUR - 31_000))).toEqual(['decision-escalated']);
  });
});

describe('time while work runs', () => {
  it('notices once that nothing finished for twice the estimate', () => {
    const run = started();
    expect(kinds(run.wait(9 * 60_000))).toEqual([]);
    expect(kinds(run.wait(60_000))).toEqual(['stall-noticed', 'progress-noticed']);
    expect(kinds(run.wait(60_000))).toEqual([]);
    run.succeed('workstream 1');
    expect(kinds(run.wait(9 * 60_000))).toContain('progress-noticed');
  });
});

describe('three failures', () => {
  const wide = {
    ...PLAN,
    phases: [{ ...(PLAN.phases[0] ?? never()), workstreams: PLAN.workstreams.map(({ id }) => id) }],
    workstreams: PLAN.workstreams.map((old) => ({ ...old, dependsOn: [] })),
  };

  it('stop new starts, replace the single menus, and ask once', () => {
    const run = started(wide);
    for (const id of ['1', '2', '3']) run.fail(`workstream ${id}`, undefined, 3);
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['many-failed']);
    run.answer('retry');
    expect(run.running()).toEqual(['workstream 1', 'workstream 2', 'workstream 3']);
  });

  it('can be retried with what a person changed, or taken as they are', () => {
    const run = started(wide);
    for (const id of ['1', '2', '3']) run.fail(`workstream ${id}`, undefined, 3);
    run.answer('adjust', { text: 'Leave out the logs.' });
    expect(run.state().notes).toHaveLength(3);
    for (const id of ['1', '2', '3']) run.fail(`workstream ${id}`, undefined, 3);
    run.answer('accept');
    expect(statusWord(run.state())).toBe('failed');
  });
});

function never(): never {
  throw new Error('The plan has phases.');
}
