/** Caps in words: how much, of what, for whom. */
import type { BudgetUnit, Cap } from '../engine/budget.ts';
import { money, tokens } from './figures.ts';

export function amount(unit: BudgetUnit, value: number): string {
  return unit === 'usd' ? money(value) : tokens(value);
}

/** `up to $0.30`. */
export function atMost(unit: BudgetUnit, value: number): string {
  const shown = amount(unit, value);
  return shown.startsWith('<') ? `less than ${shown.slice(1)}` : `up to ${shown}`;
}

/** `this run’s 40.0k tokens`, `the $20.00 for this channel’s runs on 2026-11-21`; without a limit `this run’s tokens`. */
export function capName(cap: Cap, limit: number | null): string {
  const what = limit === null ? (cap.unit === 'usd' ? 'dollars' : 'tokens') : amount(cap.unit, limit);
  if (cap.scope === 'workflow') return `this run’s ${what}`;
  return `the ${what} for ${OWNERS[cap.scope]}${cap.day === null ? '' : ` on ${cap.day}`}`;
}

const OWNERS: Readonly<Record<Exclude<Cap['scope'], 'workflow'>, string>> = {
  person: 'the requester’s runs',
  channel: 'this channel’s runs',
  workspace: 'all runs',
};
