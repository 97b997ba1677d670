/**
 * What like runs cost. Takes 5 to 45 ms in a ledger of 20,000 runs: the number's index from the newest run backwards, a bounded stretch, and of
 * each run that has the pattern and the size its first event and its attempts, by their keys.
 */
import { type ModelName, ROLE_MODELS } from '../src/engine/model-table.ts';
import { IMAGE_TOKENS, PDF_BYTES_PER_TOKEN, USUAL_BYTES_PER_TOKEN } from '../src/engine/request-files.ts';
import type { History, RunKind } from '../src/ports/history.ts';
import type { Connection } from './connect.ts';
import { guarded } from './database-error.ts';
import { runStatement } from './run-statement.ts';

/** Enough for a ninth tenth, and recent enough to be like today's. */
const MOST_RUNS = 200;
/** Of those, so many are looked into: their requests and models. */
const MOST_LOOKED_INTO = 1_000;
/** Nobody waits for a plan because a rare pattern is looked for in all of a large ledger. */
const LOOK_BACK = 20_000;

/** As `requestTokens` counts them, of the event that opened a run. */
const REQUEST_TOKENS = `(
    coalesce(octet_length(e.body -> 'task' ->> 'text'), (e.body -> 'task' -> 'artifact' ->> 'bytes')::numeric, 0) / ${USUAL_BYTES_PER_TOKEN}::numeric
    + coalesce((select sum(case when f ->> 'mediaType' like 'image/%' then ${IMAGE_TOKENS}
        when f ->> 'mediaType' = 'application/pdf' then (f ->> 'bytes')::numeric / ${PDF_BYTES_PER_TOKEN}
        else (f ->> 'bytes')::numeric / ${USUAL_BYTES_PER_TOKEN} end) from jsonb_array_elements(e.body -> 'inputs') f), 0))`;

/** A rehearsal charges nothing for what has a price. A model that is not the role's was chosen, or the role has another one by now. */
const LIKE_RUNS = `select w.cost_usd as cost from (
    select id, number, cost_usd from workflows
    where tenant = $1 and number > (select last_number from tenants where id = $1) - ${LOOK_BACK}
      and pattern = $2 and total = coalesce($3::int, total) and status = 'completed' and branch_of is null and cost_usd > 0 and (charged_usd = 0) = $4
    order by number desc limit ${MOST_LOOKED_INTO}) w
  join events e on e.workflow = w.id and e.seq = 1
  where ${REQUEST_TOKENS} >= $5::numeric and ${REQUEST_TOKENS} < $6::numeric
    and not exists (select from attempts a where a.workflow = w.id and a.subject like 'workstream:%' and a.model <> coalesce($7::jsonb ->> a.role, a.model))
  order by w.number desc limit ${MOST_RUNS}`;

export function createHistory({ sql }: Connection): History {
  return {
    likeRuns: ({ tenant, pattern, workstreams, input, model, rehearsal }: RunKind) =>
      guarded(async () => {
        const params = [tenant, pattern, workstreams, rehearsal, input.from, input.below, JSON.stringify(modelsBy(model))];
        const found = await runStatement<{ cost: number }>(sql, { text: LIKE_RUNS, params });
        return found.map(({ cost }) => Number(cost));
      }),
  };
}

/** The model that each role's workstreams have. */
function modelsBy(chosen: ModelName | null): Readonly<Record<string, ModelName>> {
  return Object.fromEntries(Object.entries(ROLE_MODELS).map(([role, { model }]) => [role, chosen ?? model]));
}
