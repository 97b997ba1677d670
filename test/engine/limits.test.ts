/** Limits that several runs share, and ceilings, hold as they are now: also for a run that was requested before. */
import { describe, expect, it } from 'vitest';
import { dayLimits, type FullCap } from '../../src/engine/budget.ts';
import { type Limits, limitsIn } from '../../src/engine/limits.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { ANN, BOB, by, kinds, PLAN, requestOf, type Scenario, scenario, started } from './scenario.ts';

const TODAY = '1970-01-01';
const ADMIN = { ...by(BOB), admin: true };
const limits = (more: Partial<Limits>): Limits => ({ ...limitsIn(DEFAULT_SETTINGS), ...more });
const question = (run: Scenario) => openDecisions(run.state()).at(-1)?.question;

function full(limit: number): FullCap {
  return { cap: { scope: 'workspace', unit: 'usd', day: TODAY }, limit, spent: limit, reserved: 0 };
}

/** Nothing runs: the workspace's day is spent. */
function atTheDaysCap(): Scenario {
  const run = started(PLAN, { workspace_day_budget_usd: 5 });
  run.when({ kind: 'driver-leaves' });
  run.when({ kind: 'budget-reached', caps: [full(5)] });
  return run;
}

describe('limits that are set while a run waits', () => {
  it('are those that its calls are kept to', () => {
    const run = scenario(requestOf({ givenPlan: PLAN }));
    expect(dayLimits(run.state(), TODAY)).toEqual([]);
    expect(kinds(run.when({ kind: 'limits-read', limits: limits({ workspace_day_budget_usd: 0.01 }) }))).toEqual(['limits-changed']);
    expect(dayLimits(run.state(), TODAY)).toEqual([{ scope: 'workspace', key: '', day: TODAY, usd: 0.01, tokens: null }]);
  });

  it('are told with a takeover before anything starts, and once', () => {
    const run = started();
    const taken = run.when({ kind: 'driver-took-over', limits: limits({ person_day_budget_tokens: 50_000 }) });
    expect(kinds(taken).indexOf('limits-changed')).toBeLessThan(kinds(taken).indexOf('attempt-started'));
    expect(kinds(run.when({ kind: 'limits-read', limits: limits({ person_day_budget_tokens: 50_000 }) }))).toEqual([]);
  });

  it("leave the run's own budget as it was asked for, but for a ceiling below it", () => {
    const run = started(PLAN, { workflow_budget_usd: 2 });
    run.when({ kind: 'limits-read', limits: limits({ workflow_ceiling_usd: 4 }) });
    expect(run.state().capUsd).toBe(2);
    run.when({ kind: 'limits-read', limits: limits({ workflow_ceiling_usd: 0.5 }) });
    expect(run.state().capUsd).toBe(0.5);
  });

  it('change nothing of a run that has ended', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'cancel' } });
    expect(kinds(run.when({ kind: 'limits-read', limits: limits({ workspace_day_budget_usd: 0.01 }) }))).toEqual([]);
  });
});

describe('a question at a cap that has moved', () => {
  it('is asked no more where there is room now', () => {
    const run = atTheDaysCap();
    const decided = run.when({ kind: 'limits-read', limits: limits({ workspace_day_budget_usd: 50 }) });
    expect(decided.events).toContainEqual(expect.objectContaining({ kind: 'decision-voided', reason: 'limits-changed' }));
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
  });

  it('holds a raise to the ceiling of this moment, not to that of the request', () => {
    const run = started(PLAN, { workflow_budget_usd: 0.01, workflow_ceiling_usd: 5 });
    expect(question(run)).toMatchObject({ kind: 'budget' });
    run.when({ kind: 'limits-read', limits: limits({ workflow_ceiling_usd: 0.02 }) });
    expect(run.answer('raise').events).toMatchObject([{ kind: 'refused', reason: { kind: 'above-ceiling', ceiling: 0.02 } }]);
    expect(kinds(run.answer('raise', { actor: ADMIN }))).toContain('cap-raised');
  });

  it('forgets a raise beyond the limit that was set anew since', () => {
    const run = atTheDaysCap();
    run.answer('raise', { actor: ADMIN });
    expect(dayLimits(run.state(), TODAY)).toMatchObject([{ usd: 6.3 }]);
    run.when({ kind: 'limits-read', limits: limits({ workspace_day_budget_usd: 1 }) });
    expect(dayLimits(run.state(), TODAY)).toMatchObject([{ usd: 1 }]);
  });
});
