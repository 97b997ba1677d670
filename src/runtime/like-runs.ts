/** What runs like this one cost so far; null where too few are known. */
import type { Logger } from 'pino';
import type { ArtifactRef, Body } from '../engine/body.ts';
import type { TenantId } from '../engine/ids.ts';
import { inputRange, type LikeRuns, likeRunsOf } from '../engine/like-runs.ts';
import type { Plan } from '../engine/plan.ts';
import { requestTokens } from '../engine/request-files.ts';
import type { RequestOptions } from '../engine/request-options.ts';
import type { History } from '../ports/history.ts';

export interface RunToBe {
  readonly tenant: TenantId;
  readonly rehearsal: boolean;
  readonly options: RequestOptions;
  readonly task: Body;
  readonly inputs: readonly ArtifactRef[];
}

export async function likeRuns(run: RunToBe, { pattern, workstreams, growth }: Plan, history: History): Promise<LikeRuns | null> {
  const { tenant, rehearsal, options } = run;
  const input = inputRange(requestTokens(run));
  const kind = { tenant, pattern, workstreams: growth ? null : workstreams.length, input, model: options.model, rehearsal };
  return likeRunsOf(await history.likeRuns(kind));
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
