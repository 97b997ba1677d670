/** Takes away what is over and old. What it cost stays. */
import type { TenantId } from '../engine/ids.ts';

export interface Retention {
  /** Tenants that have runs. */
  tenants(): Promise<readonly TenantId[]>;
  /**
   * Removes at most `limit` runs that ended more than `days` days ago, by the database's clock: events, derived rows, files
   * and messages, in one transaction. Never one that is open, nor one whose results an existing run takes over.
   */
  removeRuns(tenant: TenantId, days: number, limit: number): Promise<number>;
  /** Removes uploads of that age that no run uses, and threads in which nothing is left. */
  removeLeftovers(tenant: TenantId, days: number): Promise<void>;
}
