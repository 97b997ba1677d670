/** What the ledger knows of former runs, for estimates. */
import type { TenantId } from '../engine/ids.ts';
import type { InputRange } from '../engine/like-runs.ts';
import type { ModelName } from '../engine/model-table.ts';
import type { PatternName } from '../engine/plan.ts';

export interface History {
  /**
   * What the latest completed runs of this kind cost, in dollars at table prices, newest first: same tenant, pattern and
   * number of workstreams, input of the same order, the same models, no branches, and rehearsals only for a rehearsal.
   */
  likeRuns(kind: RunKind): Promise<readonly number[]>;
}

export interface RunKind {
  readonly tenant: TenantId;
  readonly pattern: PatternName;
  /** Null: it grows as it runs, so that those of a former run say nothing. */
  readonly workstreams: number | null;
  /** Tokens of the request with its files. */
  readonly input: InputRange;
  /** The one that a person chose for all workstreams; null: each role's own. */
  readonly model: ModelName | null;
  readonly rehearsal: boolean;
}
