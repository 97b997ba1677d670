/**
 * Caps on what calls may cost: the workflow's own, and those of a calendar day that a person's, a channel's or all of the
 * workspace's workflows share. Shared ones are kept by the ledger; the engine knows their limits and what the ledger last said.
 */
import { dayOf } from './day.ts';
import type { SettingName, Settings } from './settings.ts';
import type { Workflow } from './state.ts';

export const DAY_SCOPES = ['person', 'channel', 'workspace'] as const;
export type DayScope = (typeof DAY_SCOPES)[number];
export type BudgetScope = 'workflow' | DayScope;
export const BUDGET_UNITS = ['usd', 'tokens'] as const;
export type BudgetUnit = (typeof BUDGET_UNITS)[number];

/** `day` as in `2026-11-21`; null for a workflow's own cap. */
export interface Cap {
  readonly scope: BudgetScope;
  readonly unit: BudgetUnit;
  readonly day: string | null;
}

/** How full a cap is, in its unit. */
export interface FullCap {
  readonly cap: Cap;
  readonly limit: number;
  readonly spent: number;
  readonly reserved: number;
}

/** What a call could cost at worst, or did cost. */
export type Amounts = Readonly<Record<BudgetUnit, number>>;

/** One day's budget that calls of this workflow count against. `key`: the person, the channel; empty for the workspace. */
export interface DayLimit {
  readonly scope: DayScope;
  readonly key: string;
  readonly day: string;
  readonly usd: number | null;
  readonly tokens: number | null;
}

/** Float sums of exact amounts drift below this. */
export const DOLLAR_DUST = 1e-9;

export function isSameCap(one: Cap, other: Cap): boolean {
  return one.scope === other.scope && one.unit === other.unit && one.day === other.day;
}

/** The days' budgets that have a limit. */
export function dayLimits(workflow: Workflow, day: string): readonly DayLimit[] {
  return DAY_SCOPES.map((scope) => ({
    scope,
    key: scopeKey(workflow, scope),
    day,
    usd: limitOf(workflow, { scope, unit: 'usd', day }),
    tokens: limitOf(workflow, { scope, unit: 'tokens', day }),
  })).filter(({ usd, tokens }) => usd !== null || tokens !== null);
}

export function scopeKey(workflow: Workflow, scope: DayScope): string {
  switch (scope) {
    case 'person':
      return workflow.requester;
    case 'channel':
      return workflow.place.channel;
    case 'workspace':
      return '';
    default: {
      const missed: never = scope;
      return missed;
    }
  }
}

/** Null: no such cap. */
export function limitOf(workflow: Workflow, cap: Cap): number | null {
  if (cap.scope === 'workflow' && cap.unit === 'usd') return workflow.capUsd;
  return workflow.raisedCaps.find((raised) => isSameCap(raised.cap, cap))?.to ?? settledLimit(workflow.settings, cap);
}

/** The setting, held down to its ceiling. */
function settledLimit(settings: Settings, cap: Cap): number | null {
  const values = [amount(settings, cap, 'budget'), amount(settings, cap, 'ceiling')].filter((value) => value !== null);
  return values.length === 0 ? null : Math.min(...values);
}

/** Beyond it only an admin raises; null: whoever may answer. A day's budget is an admin's own setting, so it is its own ceiling unless there is one. */
export function ceilingOf(workflow: Workflow, cap: Cap): number | null {
  return amount(workflow.settings, cap, 'ceiling') ?? (cap.scope === 'workflow' ? null : amount(workflow.settings, cap, 'budget'));
}

export function budgetSetting({ scope, unit }: Pick<Cap, 'scope' | 'unit'>, what: 'budget' | 'ceiling'): SettingName {
  return scope === 'workflow' ? (`workflow_${what}_${unit}` as const) : (`${scope}_day_${what}_${unit}` as const);
}

function amount(settings: Settings, cap: Cap, what: 'budget' | 'ceiling'): number | null {
  const value = settings[budgetSetting(cap, what)];
  return typeof value === 'number' ? value : null;
}

/** The first cap that a call of this size does not fit under; null: it may start, as far as this workflow knows. */
export function capInTheWay(workflow: Workflow, next: Amounts, now: number): FullCap | null {
  return (
    [...ownCaps(workflow), ...fullToday(workflow, now)].find(({ cap, limit, spent, reserved }) => spent + reserved + next[cap.unit] > limit + DOLLAR_DUST) ??
    null
  );
}

function fullToday({ fullCaps, settings }: Workflow, now: number): readonly FullCap[] {
  if (fullCaps.length === 0) return [];
  const today = dayOf(now, settings.time_zone);
  return fullCaps.filter(({ cap }) => cap.day === today);
}

function ownCaps(workflow: Workflow): readonly FullCap[] {
  const { costUsd, reservedUsd, reservedTokens } = workflow.spent;
  const tokens = limitOf(workflow, { scope: 'workflow', unit: 'tokens', day: null });
  return [
    { cap: { scope: 'workflow', unit: 'usd', day: null }, limit: workflow.capUsd, spent: costUsd, reserved: reservedUsd },
    ...(tokens === null
      ? []
      : [{ cap: { scope: 'workflow', unit: 'tokens', day: null } as const, limit: tokens, spent: tokensSpent(workflow), reserved: reservedTokens }]),
  ];
}

/** In and out, and what is booked for calls whose end is unknown. */
function tokensSpent({ spent }: Workflow): number {
  return spent.inputTokens + spent.outputTokens + spent.bookedTokens;
}

/** What a call that starts takes from the room that the ledger had told of. */
export function withReservation(
  caps: readonly FullCap[],
  { reservedUsd, reservedTokens }: { reservedUsd: number; reservedTokens: number },
): readonly FullCap[] {
  return caps.map((full) => ({ ...full, reserved: full.reserved + (full.cap.unit === 'usd' ? reservedUsd : reservedTokens) }));
}
