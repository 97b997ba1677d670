/** Lists of work that others do: who may report what and when, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { type PersonId, workstreamId } from '../../src/engine/ids.ts';
import type { Override } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Report } from '../../src/engine/report.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { coverageOf, statusWord } from '../../src/engine/status.ts';
import { trackedNamed } from '../../src/engine/tracked.ts';
import type { GivenSubtask, TrackedType } from '../../src/patterns/index.ts';
import { trackedPlan } from '../../src/patterns/index.ts';
import { ANN, BOB, by, PLAN, ref, requestOf, type Scenario, scenario } from './scenario.ts';

const listOf = (count: number): readonly GivenSubtask[] =>
  Array.from({ length: count }, (_, index) => ({ id: `t${index + 1}`, label: `Part ${index + 1}`, dependsOn: null }));

function given(type: TrackedType, count = 3, settings: Partial<typeof DEFAULT_SETTINGS> = {}): Scenario {
  return scenario(requestOf({ mode: 'tracked', givenPlan: trackedPlan(type, listOf(count)), settings: { ...DEFAULT_SETTINGS, ...settings } }));
}

const completed = (name: string): Report => ({ status: 'completed', artifact: { ...ref(name), sha256: name.padEnd(64, '0') }, opening: name });
const failed = (detail = 'no access'): Report => ({ status: 'failed', detail });
const begun = (session: string | null = null): Report => ({ status: 'in_progress', session });

function says(run: Scenario, id: string, report: Report, { again = false, who = BOB }: { again?: boolean; who?: PersonId } = {}) {
  const change: Override = { kind: 'report', workstream: workstreamId(id), report, again };
  return run.when({ kind: 'override', actor: by(who), change }).events;
}

const aggregates = (run: Scenario, who: PersonId = BOB) => run.when({ kind: 'override', actor: by(who), change: { kind: 'aggregate' } }).events;
const kinds = (events: readonly { readonly kind: string }[]) => events.map(({ kind }) => kind);
const statuses = (run: Scenario) => [...run.state().workstreams.values()].map(({ status }) => status.kind);

describe('a given list', () => {
  it('is open at once, asks nobody, and starts no agent', () => {
    const run = given('fan-out');
    expect(run.running()).toEqual([]);
    expect(openDecisions(run.state())).toEqual([]);
    expect(run.state()).toMatchObject({ stage: { kind: 'running' }, start: { by: ANN }, proposal: { plan: { pattern: 'tracked', tracked: 'fan-out' } } });
    expect(kinds(run.log())).toEqual(['requested', 'plan-proposed', 'execution-started', 'phase-started']);
    expect(run.state().spent.calls).toBe(0);
  });

  it('costs what integrating costs', () => {
    const { estimate } = given('fan-out', 7).state().proposal ?? {};
    const alike = given('fan-out', 2).state().proposal?.estimate;
    expect(estimate?.p50Usd).toBeGreaterThan(0);
    expect(estimate?.p50Usd).toBe(alike?.p50Usd);
  });

  it('knows its subtasks by the names that they were given', () => {
    const workflow = given('pipeline').state();
    expect(['t2', 'T2', '2', '[2]', ' t2 '].map((typed) => trackedNamed(workflow, typed)?.id)).toEqual(Array.from({ length: 5 }, () => '2'));
    expect(trackedNamed(workflow, 't9')).toBeNull();
  });

  it('lets the given name win over ours', () => {
    const list = [
      { id: '2', label: 'Two', dependsOn: null },
      { id: '1', label: 'One', dependsOn: null },
    ];
    const run = scenario(requestOf({ mode: 'tracked', givenPlan: trackedPlan('fan-out', list) }));
    expect(trackedNamed(run.state(), '2')?.id).toBe('1');
    expect(trackedNamed(run.state(), '[2]')?.id).toBe('2');
  });
});

describe('a report', () => {
  it('says who took it up, in which session', () => {
    const run = given('fan-out');
    expect(says(run, '1', begun('k-17'))).toEqual([{ kind: 'workstream-taken-up', workstream: '1', by: BOB, session: 'k-17' }]);
    expect(run.state().workstreams.get(workstreamId('1'))).toMatchObject({ status: { kind: 'pending' }, takenUp: { by: BOB, session: 'k-17' } });
  });

  it('brings the result', () => {
    const run = given('fan-out');
    says(run, '1', begun());
    expect(kinds(says(run, '1', completed('one')))).toEqual(['workstream-supplied']);
    expect(run.state().workstreams.get(workstreamId('1'))).toMatchObject({ status: { kind: 'supplied', by: BOB }, takenUp: null });
    expect(coverageOf(run.state())).toMatchObject({ done: 1, total: 3 });
  });

  it.each([
    ['in_progress', begun('k')],
    ['completed', completed('one')],
    ['failed', failed()],
    ['skipped', { status: 'skipped' } as const],
    ['pending', { status: 'pending' } as const],
  ])('%s said twice is true once', (_, report) => {
    const run = given('fan-out');
    says(run, '1', report);
    const before = run.state();
    expect(says(run, '1', report)).toEqual([]);
    expect(run.state()).toBe(before);
  });

  it('of another person, or another session, is news', () => {
    const run = given('fan-out');
    says(run, '1', begun('k'));
    expect(kinds(says(run, '1', begun('k'), { who: ANN }))).toEqual(['workstream-taken-up']);
    expect(kinds(says(run, '1', begun('l'), { who: ANN }))).toEqual(['workstream-taken-up']);
  });

  it('puts it back', () => {
    const run = given('fan-out');
    says(run, '1', begun('k'));
    expect(kinds(says(run, '1', { status: 'pending' }))).toEqual(['workstream-requeued']);
    expect(run.state().workstreams.get(workstreamId('1'))?.takenUp).toBeNull();
  });

  it.each([begun(), failed(), completed('other'), { status: 'pending' } as const, { status: 'skipped' } as const])(
    'never takes a result back without a word: $status',
    (report) => {
      const run = given('fan-out');
      says(run, '1', completed('one'));
      expect(says(run, '1', report)).toEqual([{ kind: 'refused', actor: BOB, reason: { kind: 'already-settled', workstream: '1', status: 'supplied' } }]);
      expect(kinds(says(run, '1', report, { again: true }))[0]).toBe('workstream-requeued');
      expect(coverageOf(run.state()).done).toBe(report.status === 'completed' ? 1 : 0);
    },
  );

  it('comes from those who may override, and from nobody else', () => {
    const run = given('fan-out', 3, { approvers: ['cleo'] });
    expect(says(run, '1', begun())).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed' } }]);
    expect(aggregates(run)).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed' } }]);
    expect(kinds(says(run, '1', begun(), { who: ANN }))).toEqual(['workstream-taken-up']);
  });

  it('is about tracked work only', () => {
    const run = scenario(requestOf({ mode: 'parallel', givenPlan: PLAN }));
    run.answer('approve');
    expect(says(run, '1', begun())).toMatchObject([{ kind: 'refused', reason: { kind: 'not-tracked' } }]);
    expect(aggregates(run)).toMatchObject([{ kind: 'refused', reason: { kind: 'not-tracked' } }]);
    expect(says(given('fan-out'), '9', begun())).toMatchObject([{ kind: 'refused', reason: { kind: 'unknown-workstream' } }]);
  });
});

describe('the order', () => {
  it.each([begun(), completed('two')])('of a pipeline holds: $status', (report) => {
    const run = given('pipeline');
    expect(says(run, '3', report)).toEqual([{ kind: 'refused', actor: BOB, reason: { kind: 'waits-for', workstream: '3', on: ['2'] } }]);
    says(run, '1', completed('one'));
    expect(kinds(says(run, '2', report))).toHaveLength(1);
  });

  it('holds for a result by hand as well', () => {
    const run = given('pipeline');
    const supply: Override = { kind: 'supply', workstream: workstreamId('2'), artifact: ref('two'), opening: 'two' };
    expect(run.when({ kind: 'override', actor: by(ANN), change: supply }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'waits-for' } }]);
  });

  it('of a fan-out is anybody’s', () => {
    const run = given('fan-out');
    expect(kinds(says(run, '3', completed('three')))).toEqual(['workstream-supplied']);
  });
});

describe('failures', () => {
  it('ask once, block what needs them, and may be mended by another report', () => {
    const run = given('pipeline');
    expect(kinds(says(run, '1', failed()))).toEqual(['workstream-failed', 'workstream-blocked', 'workstream-blocked', 'decision-asked']);
    expect(openDecisions(run.state())[0]?.options.map(({ id, addsUsd }) => [id, addsUsd])).toEqual([
      ['retry', null],
      ['supply', null],
      ['continue', null],
      ['cancel-rest', null],
    ]);
    expect(statusWord(run.state())).toBe('waiting');
    says(run, '1', completed('one'));
    expect(openDecisions(run.state())).toEqual([]);
    expect(statuses(run)).toEqual(['supplied', 'pending', 'pending']);
  });

  it('can be tried again', () => {
    const run = given('pipeline');
    says(run, '1', failed());
    run.answer('retry');
    expect(statuses(run)).toEqual(['pending', 'pending', 'pending']);
    expect(kinds(says(run, '1', begun('again')))).toEqual(['workstream-taken-up']);
  });

  it('the menu follows what is reported', () => {
    const run = given('fan-out');
    says(run, '1', failed('one reason'));
    expect(says(run, '1', failed('another'))).toMatchObject([{ kind: 'refused', reason: { kind: 'already-settled', status: 'failed' } }]);
    says(run, '1', failed('another'), { again: true });
    expect(openDecisions(run.state()).map(({ question }) => question)).toMatchObject([
      { kind: 'failure-menu', failure: { kind: 'reported', detail: 'another' } },
    ]);
  });

  it('three stop new work and ask how to go on', () => {
    const run = given('fan-out', 5);
    for (const id of ['1', '2', '3']) says(run, id, failed(id));
    expect(openDecisions(run.state()).map(({ question, options }) => [question.kind, options.map(({ id }) => id)])).toEqual([
      ['many-failed', ['retry', 'accept']],
    ]);
    expect(says(run, '4', begun())).toMatchObject([{ kind: 'refused', reason: { kind: 'many-failed', failed: ['1', '2', '3'] } }]);
    // What was at work already may end.
    expect(kinds(says(run, '5', completed('five')))).toEqual(['workstream-supplied']);
    run.answer('retry');
    expect(kinds(says(run, '4', begun()))).toEqual(['workstream-taken-up']);
  });
});

describe('aggregate', () => {
  it('is the only thing that integrates', () => {
    const run = given('fan-out');
    for (const id of ['1', '2', '3']) says(run, id, completed(`r${id}`));
    expect(run.running()).toEqual([]);
    expect(run.state().stage.kind).toBe('running');
    aggregates(run);
    expect(run.running()).toEqual(['synthesis']);
    run.succeed('synthesis');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
  });

  it('takes what there is, and names the rest', () => {
    const run = given('pipeline');
    says(run, '1', completed('one'));
    says(run, '2', failed());
    aggregates(run, ANN);
    expect(openDecisions(run.state())).toEqual([]);
    run.succeed('synthesis');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'partial' });
    expect(coverageOf(run.state()).missing.map(({ id, why }) => [id, why.kind])).toEqual([
      ['2', 'failed'],
      ['3', 'cancelled'],
    ]);
  });

  it('of nothing is refused', () => {
    const run = given('fan-out');
    expect(aggregates(run)).toMatchObject([{ kind: 'refused', reason: { kind: 'no-results-yet' } }]);
  });

  it('asks only where the cap is in the way', () => {
    const run = given('fan-out', 1, { workflow_budget_usd: 0.01 });
    says(run, '1', completed('one'));
    aggregates(run);
    expect(run.running()).toEqual([]);
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['budget']);
    run.answer('raise');
    expect(run.running()).toEqual(['synthesis']);
  });

  it('closes the list', () => {
    const run = given('fan-out');
    says(run, '1', completed('one'));
    aggregates(run);
    expect(says(run, '2', completed('two'))).toMatchObject([{ kind: 'refused', reason: { kind: 'not-running' } }]);
    run.succeed('synthesis');
    expect(says(run, '2', completed('two'))).toMatchObject([{ kind: 'refused', reason: { kind: 'workflow-ended' } }]);
  });

  it('closes the list also where a cap holds up the integration', () => {
    const run = given('fan-out', 1, { workflow_budget_usd: 0.01 });
    says(run, '1', completed('one'));
    aggregates(run);
    expect(says(run, '2', begun())).toMatchObject([{ kind: 'refused', reason: { kind: 'not-running' } }]);
    expect(says(run, '1', { status: 'pending' }, { again: true })).toMatchObject([{ kind: 'refused', reason: { kind: 'not-running' } }]);
  });
});
