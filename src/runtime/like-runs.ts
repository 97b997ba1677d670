/** What runs like this one cost so far; null where too few are known, or none would be like it. */
import type { Logger } from 'pino';
import type { TenantId } from '../engine/ids.ts';
import { type LikeRuns, likeRunsOf } from '../engine/like-runs.ts';
import type { Plan } from '../engine/plan.ts';
import type { RequestOptions } from '../engine/request-options.ts';
import type { History } from '../ports/history.ts';

export interface RunToBe {
  readonly tenant: TenantId;
  readonly rehearsal: boolean;
  readonly options: RequestOptions;
}

/** A model chosen for all of it makes another price. */
export async function likeRuns({ tenant, rehearsal, options }: RunToBe, { pattern, workstreams }: Plan, history: History): Promise<LikeRuns | null> {
  if (options.model !== null) return null;
  return likeRunsOf(await history.likeRuns({ tenant, pattern, workstreams: workstreams.length, rehearsal }));
}

/** An estimate is not worth a plan that has been paid for: where the history cannot be read, the price table does it. */
export function forgivingHistory(history: History, log: Logger): History {
  return {
    likeRuns: (kind) =>
      history.likeRuns(kind).catch((error: unknown) => {
        log.warn({ err: error, tenant: kind.tenant }, 'the history of like runs could not be read');
        return [];
      }),
  };
}
