/** Caps in words: how much, of what, for whom. */
import type { BudgetUnit, Cap } from '../engine/budget.ts';
import { money, tokens } from './figures.ts';

export function amount(unit: BudgetUnit, value: number): string {
  return unit === 'usd' ? money(value) : tokens(value);
}

/** `this run's $2.00`, `the channel's $20.00 for 2026-11-21`; without a limit `this run's dollars`. */
export function capName(cap: Cap, limit: number | null): string {
  const what = limit === null ? (cap.unit === 'usd' ? 'dollars' : 'tokens') : amount(cap.unit, limit);
  return `${OWNERS[cap.scope]} ${what}${cap.day === null ? '' : ` for ${cap.day}`}`;
}

const OWNERS: Readonly<Record<Cap['scope'], string>> = {
  workflow: 'this run’s',
  person: 'the requester’s',
  channel: 'the channel’s',
  workspace: 'the workspace’s',
};
