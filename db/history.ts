/** What like runs cost. Costs about a millisecond: the number's index from the newest run backwards, a bounded stretch. */
import type { History, RunKind } from '../src/ports/history.ts';
import type { Connection } from './connect.ts';
import { guarded } from './database-error.ts';
import { runStatement } from './run-statement.ts';

/** Enough for a ninth tenth, and recent enough to be like today's. */
const MOST_RUNS = 200;
/** Nobody waits for a plan because a rare pattern is looked for in all of a large ledger. */
const LOOK_BACK = 20_000;

/** A rehearsal charges nothing for what has a price. */
const LIKE_RUNS = `select cost_usd as cost from workflows
  where tenant = $1 and number > (select last_number from tenants where id = $1) - ${LOOK_BACK}
    and pattern = $2 and total between $3 and $4 and status = 'completed' and branch_of is null and cost_usd > 0 and (charged_usd = 0) = $5
  order by number desc limit ${MOST_RUNS}`;

export function createHistory({ sql }: Connection): History {
  return {
    likeRuns: ({ tenant, pattern, workstreams, rehearsal }: RunKind) =>
      guarded(async () => {
        const params = [tenant, pattern, workstreams - 1, workstreams + 1, rehearsal];
        const found = await runStatement<{ cost: number }>(sql, { text: LIKE_RUNS, params });
        return found.map(({ cost }) => Number(cost));
      }),
  };
}
