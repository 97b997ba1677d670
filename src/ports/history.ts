/** What the ledger knows of former runs, for estimates. */
import type { TenantId } from '../engine/ids.ts';
import type { PatternName } from '../engine/plan.ts';

export interface History {
  /**
   * What the latest completed runs of this kind cost, in dollars at table prices, newest first: same tenant and pattern, at
   * most one workstream more or fewer, no branches, and rehearsals only for a rehearsal.
   */
  likeRuns(kind: RunKind): Promise<readonly number[]>;
}

export interface RunKind {
  readonly tenant: TenantId;
  readonly pattern: PatternName;
  readonly workstreams: number;
  readonly rehearsal: boolean;
}
