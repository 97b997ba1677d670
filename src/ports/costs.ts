/** What runs have cost, added up from the ledger, always within one tenant. */
import type { TenantId } from '../engine/ids.ts';

export interface Costs {
  /** Of the last `days` days, today included, in the tenant's time zone. */
  report(tenant: TenantId, by: CostGrouping, days: number): Promise<CostReport>;
}

export const COST_GROUPINGS = ['person', 'pattern', 'persona', 'model', 'day'] as const;
export type CostGrouping = (typeof COST_GROUPINGS)[number];

export interface CostReport {
  readonly by: CostGrouping;
  readonly days: number;
  /** The dearest first; by day the newest first. */
  readonly rows: readonly CostRow[];
  readonly total: Omit<CostRow, 'key'>;
}

export interface CostRow {
  /** A person's id, a pattern, a persona, a model, or a day as `2026-11-21`. Empty: none (no persona, no plan). */
  readonly key: string;
  /** Runs with at least one such call. */
  readonly runs: number;
  /** At table prices. */
  readonly costUsd: number;
  /** Really owed: rehearsals are free. */
  readonly chargedUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}
