/**
 * Compares the budgets of a day with the calls that count against them. Those calls are rows of `usage` and
 * `reservations`, which the verifier compares with the events workflow by workflow: so budgets are compared with the
 * events in two steps, and this one is of a single moment.
 */
import type postgres from 'postgres';
import type { Difference } from './difference.ts';

export async function verifyBudgets(sql: postgres.TransactionSql<{ bigint: number }>): Promise<readonly Difference[]> {
  const rows = await sql.unsafe<BudgetRow[]>(COMPARED);
  return rows.flatMap(({ tenant, day, scope, key, thinned, stored, summed }) =>
    COLUMNS.filter((column) => !agrees(stored[column], summed[column], thinned && SPENT.has(column))).map((column) => ({
      workflow: '',
      number: 0,
      table: 'budgets',
      key: [tenant, day, scope, key].filter((part) => part !== '').join(' '),
      column,
      fromEvents: summed[column],
      stored: stored[column],
    })),
  );
}

const COLUMNS = ['spent_usd', 'reserved_usd', 'spent_tokens', 'reserved_tokens'] as const;
/** A removed run is at rest: what is set aside is never among what retention took away. */
const SPENT: ReadonlySet<string> = new Set(['spent_usd', 'spent_tokens']);

type Amounts = Readonly<Record<(typeof COLUMNS)[number], number>>;

interface BudgetRow {
  readonly tenant: string;
  readonly day: string;
  readonly scope: string;
  readonly key: string;
  /** Retention removed runs that may have had calls on this day: their part can no longer be counted. */
  readonly thinned: boolean;
  readonly stored: Amounts;
  readonly summed: Amounts;
}

/** Float sums depend on their order; a real difference is far above. */
const DUST = 1e-6;

function agrees(stored: number, summed: number, atLeast: boolean): boolean {
  return atLeast ? stored >= summed - DUST : Math.abs(stored - summed) <= DUST;
}

/** No zone is more than 14 hours from UTC. */
const THINNED = `exists (select 1 from usage_totals t where t.tenant = b.tenant
  and t.at >= extract(epoch from b.day::date) * 1000 - 50400000 and t.at < extract(epoch from b.day::date) * 1000 + 86400000 + 50400000)`;

const COMPARED = `with calls as (
    select u.tenant, u.day, w.requester, w.channel, u.cost_usd as spent_usd, 0::float8 as reserved_usd,
      (u.input_tokens + u.cache_write_tokens + u.cache_read_tokens + u.output_tokens + u.booked_tokens)::bigint as spent_tokens, 0::bigint as reserved_tokens
      from usage u join workflows w on w.id = u.workflow
    union all select r.tenant, r.day, w.requester, w.channel, 0, r.usd, 0, r.tokens from reservations r join workflows w on w.id = r.workflow
  )
  select b.tenant, b.day, b.scope, b.key, ${THINNED} as thinned,
    json_build_object(${COLUMNS.map((column) => `'${column}', b.${column}`).join(', ')}) as stored,
    json_build_object(${COLUMNS.map((column) => `'${column}', coalesce(sum(c.${column}), 0)`).join(', ')}) as summed
  from budgets b left join calls c on c.tenant = b.tenant and c.day = b.day
    and (b.scope = 'workspace' or (b.scope = 'person' and c.requester = b.key) or (b.scope = 'channel' and c.channel = b.key))
  group by b.tenant, b.day, b.scope, b.key order by b.tenant, b.day, b.scope, b.key`;
