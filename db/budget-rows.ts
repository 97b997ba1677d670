/**
 * Rows of budgets that a call needs and nobody needed before that day: made from what the ledger has. The table's lock
 * waits for the appends in flight and lets no new one begin, so that none is missed and none counted twice; from the
 * commit on each append keeps the rows. Once per budget and day.
 */
import type { TenantId } from '../src/engine/ids.ts';
import type { FullRow } from './budgets-kept.ts';
import type { Connection } from './connect.ts';
import { storable } from './database-error.ts';
import { transact } from './transact.ts';

export async function makeBudgets({ orm }: Connection, tenant: TenantId, budgets: readonly Pick<FullRow, 'scope' | 'key' | 'day'>[]): Promise<void> {
  await transact(orm, async (transaction) => {
    await transaction.run({ text: LOCK, params: [] });
    for (const { scope, key, day } of budgets) await transaction.run({ text: MAKE, params: [tenant, day, scope, storable(key)] });
  });
}

/** Against every append that touches budgets or finds that there are none, and not against readers. CockroachDB has no such statement and needs none: its transactions are serializable. */
const LOCK = 'lock table budgets in exclusive mode';

const OF_SCOPE = `join workflows w on w.id = c.workflow where c.tenant = $1 and c.day = $2
  and ($3 = 'workspace' or ($3 = 'person' and w.requester = $4) or ($3 = 'channel' and w.channel = $4))`;

/** Retention leaves a day's calls alone as long as that day lasts. */
const MAKE = `insert into budgets (tenant, day, scope, key, spent_usd, spent_tokens, reserved_usd, reserved_tokens)
  select $1::text, $2::text, $3::text, $4::text, spent.usd, spent.tokens, reserved.usd, reserved.tokens
  from (select coalesce(sum(c.cost_usd), 0) as usd,
      coalesce(sum(c.input_tokens + c.cache_write_tokens + c.cache_read_tokens + c.output_tokens + c.booked_tokens), 0)::bigint as tokens from usage c ${OF_SCOPE}) spent,
    (select coalesce(sum(c.usd), 0) as usd, coalesce(sum(c.tokens), 0)::bigint as tokens from reservations c ${OF_SCOPE}) reserved
  on conflict do nothing`;
