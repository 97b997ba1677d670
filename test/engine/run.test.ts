/** The straight way: from a request to an integrated answer. */
import { describe, expect, it } from 'vitest';
import { isAtRest } from '../../src/engine/at-rest.ts';
import { replay } from '../../src/engine/evolve.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { coverageOf, statusWord } from '../../src/engine/status.ts';
import { ANN, kinds, PLAN, requestOf, scenario, started } from './scenario.ts';

describe('a request', () => {
  it('is assessed, planned, and waits for a person', () => {
    const run = scenario();
    expect(statusWord(run.state())).toBe('planning');
    run.succeed('assessment');
    run.succeed('plan');
    expect(run.running()).toEqual([]);
    expect(statusWord(run.state())).toBe('waiting');
    expect(isAtRest(run.state())).toBe(true);
    expect([...run.state().decisions.values()].map(({ question }) => question.kind)).toEqual(['plan-approval']);
  });

  it('that is SIMPLE is answered inline, without a plan', () => {
    const run = scenario();
    run.succeed('assessment', { kind: 'assessment', complexity: { level: 'SIMPLE', score: 1, indicators: [], raisedBy: null }, suggestedPattern: 'inline' });
    expect(run.running()).toEqual(['inline']);
    run.succeed('inline');
    expect(statusWord(run.state())).toBe('completed');
    expect(run.state().proposal).toBeNull();
  });

  it('starts at once when people chose not to be asked', () => {
    const run = scenario(requestOf({ settings: { ...DEFAULT_SETTINGS, confirm_before_execute: false } }));
    run.succeed('assessment');
    expect(kinds(run.succeed('plan'))).toContain('execution-started');
    expect(run.state().start).toMatchObject({ by: null });
    expect([...run.state().decisions.values()]).toEqual([]);
  });

  it('made twice with the same id changes nothing', () => {
    const run = scenario();
    expect(run.when(requestOf()).events).toEqual([]);
  });
});

describe('a plan that runs', () => {
  it('goes phase by phase, hands over, integrates and ends', () => {
    const run = started();
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
    run.succeed('workstream 2');
    expect(run.running()).toEqual(['workstream 1']);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['handoff p1']);
    run.succeed('handoff p1');
    expect(run.running()).toEqual(['workstream 3']);
    run.succeed('workstream 3');
    run.succeed('handoff p2');
    expect(run.running()).toEqual(['synthesis']);
    run.succeed('synthesis');
    expect(statusWord(run.state())).toBe('completed');
    expect(coverageOf(run.state())).toEqual({ done: 3, total: 3, missing: [] });
    expect(run.state().handoffs.map(({ phase, next, decisions }) => [phase, next, decisions])).toEqual([
      ['p1', 'p2', ['Go on.']],
      ['p2', null, ['Go on.']],
    ]);
  });

  it('never has more agents at once than the setting allows', () => {
    const run = started(PLAN, { max_parallel_agents: 1 });
    expect(run.running()).toEqual(['workstream 1']);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['workstream 2']);
  });

  it('folds back to the same state from its log', () => {
    const run = started();
    run.succeed('workstream 1');
    run.fail('workstream 2');
    const refolded = replay(run.log().map((event, index) => ({ seq: index + 1, at: 5, input: null, event })));
    expect(refolded.kind).toBe('workflow');
    const timeless = (state: object) =>
      JSON.parse(JSON.stringify(state, (key, value) => (/At$|^at$/u.test(key) ? 0 : value instanceof Map ? [...value] : value)));
    expect(timeless(refolded)).toEqual(timeless(run.state()));
  });
});

describe('plan-only', () => {
  it('shows the plan, runs nothing, and runs exactly that plan on a click', () => {
    const run = scenario(requestOf({ mode: 'plan-only' }));
    run.succeed('assessment');
    run.succeed('plan');
    expect(run.running()).toEqual([]);
    expect(statusWord(run.state())).toBe('waiting');
    const hash = run.state().proposal?.hash;
    expect(run.answer('run').events).toContainEqual({ kind: 'execution-started', hash, by: ANN });
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
  });

  it('can be dismissed', () => {
    const run = scenario(requestOf({ mode: 'plan-only' }));
    run.succeed('assessment');
    run.succeed('plan');
    run.answer('dismiss');
    expect(statusWord(run.state())).toBe('cancelled');
  });
});
