/** Takes away what is over and old. What it cost stays. */
import type { TenantId } from '../engine/ids.ts';

export interface Retention {
  /** Tenants that have, or had, runs or uploads. */
  tenants(): Promise<readonly TenantId[]>;
  /**
   * Removes at most `limit` runs that ended more than `days` days ago, by the database's clock: events, derived rows, files
   * and messages, in one transaction. Never one that is open, nor one whose results an existing run takes over.
   */
  removeRuns(tenant: TenantId, days: number, limit: number): Promise<number>;
  /** Removes what people wrote that long ago in threads without a run, threads in which nothing is left, and such uploads. */
  removeLeftovers(tenant: TenantId, days: number): Promise<void>;
  /** Removes uploads of that age that no run was given. */
  removeUploads(tenant: TenantId, days: number): Promise<void>;
}
