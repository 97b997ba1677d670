/**
 * No cap is exceeded: not by what was spent, not by what is set aside on top; not the workflow's, not a day's. Counted
 * again from the events; what others spend from a day's budget comes from the ledger.
 */
import { type Amounts, BUDGET_UNITS, type BudgetUnit, DAY_SCOPES, type DayScope } from '../../src/engine/budget.ts';
import { dayOf } from '../../src/engine/day.ts';
import type { AttemptId } from '../../src/engine/ids.ts';
import type { Limits } from '../../src/engine/limits.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { costOf, minus, plus, usedBy } from './day-books.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

/** Sums of floating dollars; a hundredth of a cent is far below any real overrun. */
const DUST = 1e-6;
const NOTHING: Amounts = { usd: 0, tokens: 0 };

/** What the rules need not take from the state: what others spend, and the limits that the settings have now. */
export interface MoneyFacts {
  readonly others: (day: string, scope: DayScope) => Amounts;
  readonly limits: () => Limits;
}

export interface MoneyRules {
  readonly rule: Rule;
  /** A day's budget holds for each append as a whole: its calls begin only once all of it is written. */
  readonly afterAppend: () => void;
}

export function moneyRules({ others, limits }: MoneyFacts): MoneyRules {
  const began = new Set<string>();
  const reserved = new Map<AttemptId, Amounts & { readonly day: string }>();
  const spent = new Map<string, Amounts>();
  /** What is booked for calls that people cancelled, until it is known what they used. */
  const cancelled = new Map<AttemptId, Amounts & { readonly day: string }>();
  /** What people raised, by cap. */
  const raised = new Map<string, number>();
  const total = (day: string | null): Amounts => {
    const held = [...reserved.values()].filter((one) => day === null || one.day === day);
    const paid = [...spent].filter(([on]) => day === null || on === day).map(([, amounts]) => amounts);
    return [...held, ...paid].reduce(plus, NOTHING);
  };
  /** A limit may be set below what is spent already: then nothing more begins. */
  let moved = false;
  const rule: Rule = ({ was, event, at, is }) => {
    must(is.spent.reservedUsd >= -DUST, 'reservations', () => `$${is.spent.reservedUsd} reserved`);
    switch (event.kind) {
      case 'attempt-started': {
        const day = dayOf(at, is.settings.time_zone);
        reserved.set(event.attempt.id, { day, usd: event.attempt.reservedUsd, tokens: event.attempt.reservedTokens });
        began.add(day);
        break;
      }
      case 'attempt-succeeded':
      case 'attempt-failed':
      case 'attempt-interrupted': {
        const booked = reserved.get(event.attempt);
        if (!booked) break;
        reserved.delete(event.attempt);
        const cost = costOf(event, booked);
        spent.set(booked.day, plus(spent.get(booked.day) ?? NOTHING, cost));
        if (event.kind === 'attempt-interrupted' && event.reason === 'cancelled') cancelled.set(event.attempt, { ...cost, day: booked.day });
        break;
      }
      case 'attempt-settled': {
        const was = cancelled.get(event.attempt);
        must(was !== undefined, 'settled-once', () => `${event.attempt} was not cancelled, or is settled already`);
        if (!was) break;
        const used = usedBy(event.usage);
        must(used.usd <= was.usd && used.tokens <= was.tokens, 'settled-downwards', () => `${event.attempt} used more than was booked for it`);
        cancelled.delete(event.attempt);
        spent.set(was.day, plus(spent.get(was.day) ?? NOTHING, minus(used, was)));
        break;
      }
      case 'limits-changed':
        moved = true;
        forget(was, event.limits);
        return;
      case 'cap-raised':
        raised.set('workflow usd null', event.capUsd);
        break;
      case 'budget-raised':
        raised.set(`${event.cap.scope} ${event.cap.unit} ${event.cap.day}`, event.to);
        break;
      default:
        return;
    }
    workflowHolds(is, event.kind === 'attempt-started' || !moved);
  };
  const afterAppend = () => {
    for (const day of began) for (const unit of BUDGET_UNITS) for (const scope of DAY_SCOPES) dayHolds(unit, scope, day, limits());
    began.clear();
  };
  return { rule, afterAppend };

  /** A raise beyond a limit that was set anew since is void. */
  function forget({ settings }: Workflow, next: Limits): void {
    const own = raised.get('workflow usd null') ?? lower(settings.workflow_budget_usd, settings.workflow_ceiling_usd);
    if (settings.workflow_ceiling_usd !== next.workflow_ceiling_usd) raised.set('workflow usd null', lower(own, next.workflow_ceiling_usd));
    if (settings.workflow_ceiling_tokens !== next.workflow_ceiling_tokens) raised.delete('workflow tokens null');
    for (const scope of DAY_SCOPES)
      for (const unit of BUDGET_UNITS) {
        const same = ([`${scope}_day_budget_${unit}`, `${scope}_day_ceiling_${unit}`] as const).every((name) => settings[name] === next[name]);
        for (const key of raised.keys()) if (!same && key.startsWith(`${scope} ${unit} `)) raised.delete(key);
      }
  }

  function workflowHolds(is: Workflow, begins: boolean): void {
    const sum = total(null);
    for (const unit of BUDGET_UNITS) {
      const limit = raised.get(`workflow ${unit} null`) ?? lower(is.settings[`workflow_budget_${unit}`], is.settings[`workflow_ceiling_${unit}`]);
      must(!begins || sum[unit] <= limit + DUST, 'within-cap', () => `${sum[unit]} ${unit} of ${limit}`);
    }
    const known = is.spent.costUsd + is.spent.reservedUsd;
    must(Math.abs(known - sum.usd) < DUST, 'spending-is-true', () => `$${known} in the state, $${sum.usd} by the events`);
  }

  function dayHolds(unit: BudgetUnit, scope: DayScope, day: string, settings: Limits): void {
    const limit = raised.get(`${scope} ${unit} ${day}`) ?? lower(settings[`${scope}_day_budget_${unit}`], settings[`${scope}_day_ceiling_${unit}`]);
    const sum = total(day)[unit] + others(day, scope)[unit];
    must(sum <= limit + DUST, 'within-day-cap', () => `${sum} ${unit} of ${limit} (${scope}, ${day})`);
  }
}

function lower(one: number | null, other: number | null): number {
  return Math.min(one ?? Number.POSITIVE_INFINITY, other ?? Number.POSITIVE_INFINITY);
}
