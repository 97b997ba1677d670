/** Budgets beside the workflow's dollars: its tokens, and those of a day that others share; ceilings, raises, new days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayScope, dayLimits, type FullCap } from '../../src/engine/budget.ts';
import { budgetsAboveCeiling } from '../../src/engine/budget-settings.ts';
import { dayOf, nextDayAt } from '../../src/engine/day.ts';
import { worstCase } from '../../src/engine/estimate.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { statusWord } from '../../src/engine/status.ts';
import { ANN, BOB, by, kinds, PLAN, type Scenario, started } from './scenario.ts';

const ADMIN = { ...by(BOB), admin: true };
const TODAY = '1970-01-01';
const DAY_MS = 24 * 60 * 60_000;

function full(limit: number, spent: number, reserved = 0, scope: DayScope = 'person'): FullCap {
  return { cap: { scope, unit: 'usd', day: TODAY }, limit, spent, reserved };
}

/** Nothing runs, and the ledger says that the person's day has $0.20 left. */
function atTheDaysCap(settings: Parameters<typeof started>[1] = {}): Scenario {
  const run = started(PLAN, { workflow_budget_usd: 10, person_day_budget_usd: 5, ...settings });
  run.when({ kind: 'driver-leaves' });
  run.when({ kind: 'budget-reached', caps: [full(5, 4.8)] });
  return run;
}

const question = (run: Scenario) => openDecisions(run.state()).at(-1)?.question;

describe("the workflow's tokens", () => {
  it('are set aside at their worst and give way to what was used', () => {
    const run = started();
    const worst = worstCase(run.state(), { kind: 'workstream', workstream: workstreamId('1') });
    expect(run.state().spent.reservedTokens).toBe(2 * worst.tokens);
    run.succeed('workstream 1');
    expect(run.state().spent.reservedTokens).toBe(worst.tokens);
  });

  it('are booked at their reservation when the end of a call is unknown', () => {
    const run = started();
    const { reservedTokens } = run.state().spent;
    run.when({ kind: 'driver-leaves' });
    expect(run.state().spent).toMatchObject({ reservedTokens: 0, bookedTokens: reservedTokens });
  });

  it('hold the next call back at their cap, and people are asked', () => {
    const run = started(PLAN, { workflow_budget_tokens: 40_000 });
    expect(run.running()).toEqual(['workstream 1']);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['workstream 2']);
    const small = started(PLAN, { workflow_budget_tokens: 1_000 });
    expect(small.running()).toEqual([]);
    expect(question(small)).toMatchObject({ kind: 'cap-reached', cap: { scope: 'workflow', unit: 'tokens', day: null }, limit: 1_000, until: null });
    small.answer('raise');
    expect(small.running()).toEqual(['workstream 1']);
  });
});

describe("a day's budget that the ledger finds full", () => {
  it('is asked about when nothing runs, and a raise by an admin lets the work go on', () => {
    const run = atTheDaysCap();
    expect(run.running()).toEqual([]);
    expect(question(run)).toMatchObject({ kind: 'cap-reached', cap: { scope: 'person', unit: 'usd', day: TODAY }, spent: 4.8, limit: 5 });
    expect(statusWord(run.state())).toBe('waiting');
    const refused = run.answer('raise');
    expect(refused.events).toMatchObject([{ kind: 'refused', reason: { kind: 'above-ceiling', ceiling: 5 } }]);
    run.answer('raise', { actor: ADMIN });
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
    expect(dayLimits(run.state(), TODAY)).toEqual([{ scope: 'person', key: ANN, day: TODAY, usd: 6.3, tokens: null }]);
    expect(dayLimits(run.state(), '1970-01-02')).toMatchObject([{ usd: 5 }]);
  });

  it('may be raised by whoever may answer up to its ceiling, and no further', () => {
    const run = atTheDaysCap({ person_day_ceiling_usd: 6 });
    expect(question(run)).toMatchObject({ raiseTo: 6 });
    expect(kinds(run.answer('raise'))).toContain('budget-raised');
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'budget-reached', caps: [full(6, 5.99)] });
    expect(run.answer('raise').events).toMatchObject([{ kind: 'refused', reason: { kind: 'above-ceiling', ceiling: 6 } }]);
  });

  it('lets a call start that fits, and waits for it before anyone is asked', () => {
    const run = started(PLAN, { workflow_budget_usd: 10, person_day_budget_usd: 5 });
    const { usd } = worstCase(run.state(), { kind: 'workstream', workstream: workstreamId('1') });
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'budget-reached', caps: [full(5, 5 - 1.5 * usd)] });
    expect(run.running()).toEqual(['workstream 1']);
    expect(openDecisions(run.state())).toEqual([]);
    // The call has ended: the ledger may have room again, so it is asked and not people.
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['workstream 2']);
  });

  it('leaves the end to people: finish with what there is, or stop', () => {
    const stopped = atTheDaysCap();
    stopped.answer('stop');
    expect(statusWord(stopped.state())).toBe('cancelled');
    const run = started(PLAN, { workflow_budget_usd: 10, channel_day_budget_usd: 5 });
    run.succeed('workstream 1');
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'budget-reached', caps: [full(5, 5, 0, 'channel')] });
    run.answer('finish');
    expect(question(run)).toMatchObject({ kind: 'cap-reached' });
    run.answer('finish');
    expect(statusWord(run.state())).toBe('partial');
  });

  it('is no longer in the way the next day, and nobody needs to say so', () => {
    const run = atTheDaysCap({ park_after_hours: 48 });
    expect(nextDue(run.state())).toBeLessThan(DAY_MS);
    const decided = run.wait(DAY_MS);
    expect(decided.events).toContainEqual(expect.objectContaining({ kind: 'decision-voided', reason: 'day-over' }));
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
  });

  it('does not let a vote of others count towards a raise beyond its ceiling', () => {
    const run = started(PLAN, { workflow_budget_usd: 10, person_day_budget_usd: 5, approvals_needed: 2 });
    run.answer('approve', { actor: by(BOB) });
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'budget-reached', caps: [full(5, 4.8)] });
    expect(run.answer('raise').events).toMatchObject([{ kind: 'refused' }]);
    expect(kinds(run.answer('raise', { actor: ADMIN }))).toContain('budget-raised');
  });
});

describe('ceilings', () => {
  it("hold down a workflow's budget and who may raise it", () => {
    const run = started(PLAN, { workflow_budget_usd: 10, workflow_ceiling_usd: 0.05 });
    expect(run.state().capUsd).toBe(0.05);
    expect(run.answer('raise').events).toMatchObject([{ kind: 'refused', reason: { kind: 'above-ceiling', ceiling: 0.05 } }]);
    run.answer('raise', { actor: ADMIN });
    expect(run.running()).toEqual(['workstream 1']);
  });

  it('are budgets of their own where none is set', () => {
    const run = started(PLAN, { workspace_day_ceiling_tokens: 9_000 });
    expect(dayLimits(run.state(), TODAY)).toEqual([{ scope: 'workspace', key: '', day: TODAY, usd: null, tokens: 9_000 }]);
  });

  it('are told when a setting goes above them', () => {
    expect(budgetsAboveCeiling(DEFAULT_SETTINGS)).toEqual([]);
    expect(budgetsAboveCeiling({ ...DEFAULT_SETTINGS, workflow_ceiling_usd: 1, person_day_budget_tokens: 5_000, person_day_ceiling_tokens: 5_000 })).toEqual([
      { setting: 'workflow_budget_usd', value: 2, unit: 'usd', ceiling: 1, ceilingSetting: 'workflow_ceiling_usd' },
    ]);
  });
});

describe('days', () => {
  it('begin where the clocks say so, also when they change', () => {
    expect(dayOf(Date.UTC(2026, 10, 20, 23, 30), 'Europe/Berlin')).toBe('2026-11-21');
    expect(nextDayAt(Date.UTC(2026, 10, 21, 12), 'Asia/Tokyo')).toBe(Date.UTC(2026, 10, 21, 15));
    // 25 hours.
    expect(nextDayAt(Date.UTC(2026, 9, 24, 22), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 23));
  });

  it('follow each other without a gap', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'America/Havana',
    );
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(moments, zones, (at, zone) => {
        const next = nextDayAt(at, zone);
        expect(next - at).toBeGreaterThan(0);
        expect(dayOf(next, zone) > dayOf(at, zone)).toBe(true);
        expect(dayOf(next - 1, zone)).toBe(dayOf(at, zone));
      }),
    );
  });
});
