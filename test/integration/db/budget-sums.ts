/** The rows of budgets, and what they should be: sums over the calls that are in the ledger. */
import { expect } from 'vitest';
import type { Database } from '../../../db/index.ts';

/** Without the dust that float sums leave: what is left of nothing is nothing. */
const DOLLARS = (column: string) => `round((${column})::numeric, 9)::float8`;

export async function budgetRows({ sql }: Database): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = `select day, scope, key, ${DOLLARS('spent_usd')} as spent_usd, abs(${DOLLARS('reserved_usd')}) as reserved_usd, spent_tokens, reserved_tokens
    from budgets order by day, scope, key`;
  return (await sql.unsafe(text)).map((row) => ({ ...row }));
}

/** For the budgets that have rows. Float sums depend on their order: dollars match what is close to them. */
export async function summedRows({ sql }: Database): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = `with calls as (
      select u.tenant, u.workflow, u.day, u.cost_usd as spent_usd, 0 as reserved_usd,
        u.input_tokens + u.cache_write_tokens + u.cache_read_tokens + u.output_tokens + u.booked_tokens as spent_tokens, 0 as reserved_tokens from usage u
      union all select r.tenant, r.workflow, r.day, 0, r.usd, 0, r.tokens from reservations r
    )
    select b.day, b.scope, b.key, ${DOLLARS('coalesce(sum(c.spent_usd), 0)')} as spent_usd, ${DOLLARS('coalesce(sum(c.reserved_usd), 0)')} as reserved_usd,
      coalesce(sum(c.spent_tokens), 0)::bigint as spent_tokens, coalesce(sum(c.reserved_tokens), 0)::bigint as reserved_tokens
    from budgets b left join (calls c join workflows w on w.id = c.workflow) on c.tenant = b.tenant and c.day = b.day and (b.scope = 'workspace' or (b.scope = 'person' and w.requester = b.key) or (b.scope = 'channel' and w.channel = b.key))
    group by b.day, b.scope, b.key order by b.day, b.scope, b.key`;
  const close = (dollars: number) => expect.closeTo(dollars, 8);
  return (await sql.unsafe(text)).map((row) => ({ ...row, spent_usd: close(row.spent_usd), reserved_usd: close(row.reserved_usd) }));
}
