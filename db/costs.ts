/** What runs cost, added up one way: from the calls of the runs that are there, and from the totals of those that retention removed. */
import { dayOf, nextDayAt } from '../src/engine/day.ts';
import { channelId, type TenantId } from '../src/engine/ids.ts';
import type { CostGrouping, CostReport, CostRow, Costs } from '../src/ports/costs.ts';
import type { SettingsStore } from '../src/ports/settings-store.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { runStatement } from './run-statement.ts';

/** `settings` know the tenant's time zone. A call counts on the day that it started. */
export function createCosts({ sql }: Connection, settings: Pick<SettingsStore, 'resolve'>): Costs {
  return {
    report: (tenant, by, days) =>
      guarded(async () => {
        const { time_zone } = (await settings.resolve(tenant, channelId(''))).values;
        return await report(sql, tenant, by, days, time_zone);
      }),
  };
}

async function report(sql: Sql, tenant: TenantId, by: CostGrouping, days: number, timeZone: string): Promise<CostReport> {
  const [clock] = await runStatement<{ now: number }>(sql, { text: `select ${DATABASE_NOW} as now`, params: [] });
  const { day, from } = firstDay(clock?.now ?? 0, days, timeZone);
  const quarters = by === 'day' ? await quarterDays(sql, tenant, from, timeZone) : [];
  const found = await runStatement<Found>(sql, { text: textFor(by), params: [tenant, day, from, ...(by === 'day' ? [JSON.stringify(quarters)] : [])] });
  const { key: _, ...total } = found.find(({ key }) => key === null) ?? NOTHING;
  return { by, days, rows: found.filter(isRow).toSorted(by === 'day' ? newestFirst : dearestFirst), total };
}

type Found = Omit<CostRow, 'key'> & { readonly key: string | null };

const NOTHING: Found = { key: null, runs: 0, costUsd: 0, chargedUsd: 0, inputTokens: 0, outputTokens: 0 };

function isRow(row: Found): row is CostRow {
  return row.key !== null;
}

function dearestFirst(one: CostRow, other: CostRow): number {
  return other.costUsd - one.costUsd || (one.key < other.key ? -1 : 1);
}

function newestFirst(one: CostRow, other: CostRow): number {
  return one.key > other.key ? -1 : 1;
}

const DAY_MS = 86_400_000;

/** The first of the days, and its first moment there. */
function firstDay(now: number, days: number, timeZone: string): { readonly day: string; readonly from: number } {
  const first = Date.parse(dayOf(now, timeZone)) - (days - 1) * DAY_MS;
  const day = new Date(first).toISOString().slice(0, 'yyyy-mm-dd'.length);
  // Zones are at most 14 hours off: this moment is before that day everywhere.
  let from = first - DAY_MS;
  while (dayOf(from, timeZone) < day) from = nextDayAt(from, timeZone);
  return { day, from };
}

/** Which day each quarter of an hour with totals belongs to: the database may know other time zones than we do. */
async function quarterDays(sql: Sql, tenant: TenantId, from: number, timeZone: string): Promise<readonly { at: number; day: string }[]> {
  const text = `select distinct at from usage_totals where tenant = $1 and at >= $2`;
  const rows = await runStatement<{ at: number }>(sql, { text, params: [tenant, from] });
  return rows.map(({ at }) => ({ at, day: dayOf(at, timeZone) }));
}

interface Keyed {
  readonly call: string;
  readonly callJoin: string;
  readonly total: string;
  readonly totalJoin: string;
}

const RUN = 'join workflows w on w.id = u.workflow';

const KEYS: Readonly<Record<CostGrouping, Keyed>> = {
  person: { call: 'w.requester', callJoin: RUN, total: 't.person', totalJoin: '' },
  pattern: { call: `coalesce(w.pattern, '')`, callJoin: RUN, total: `coalesce(t.pattern, '')`, totalJoin: '' },
  persona: {
    call: `coalesce(s.persona, '')`,
    callJoin: `left join workstreams s on s.workflow = u.workflow and s.id = split_part(u.subject, ':', 2) and split_part(u.subject, ':', 1) in ('workstream', 'check')`,
    total: 't.persona',
    totalJoin: '',
  },
  model: { call: 'u.model', callJoin: '', total: 't.model', totalJoin: '' },
  day: { call: 'u.day', callJoin: '', total: 'q.day', totalJoin: 'join jsonb_to_recordset($4::jsonb) as q(at bigint, day text) on q.at = t.at' },
};

const SUMS = `count(distinct workflow)::int as runs, coalesce(sum(cost_usd), 0) as "costUsd", coalesce(sum(charged_usd), 0) as "chargedUsd",
  coalesce(sum(input_tokens), 0)::bigint as "inputTokens", coalesce(sum(output_tokens), 0)::bigint as "outputTokens"`;

function textFor(by: CostGrouping): string {
  const { call, callJoin, total, totalJoin } = KEYS[by];
  return `with c as (
    select u.workflow, ${call} as key, u.cost_usd, u.charged_usd, u.input_tokens + u.cache_write_tokens + u.cache_read_tokens as input_tokens, u.output_tokens
      from usage u ${callJoin} where u.tenant = $1 and u.day >= $2
    union all select t.workflow, ${total}, t.cost_usd, t.charged_usd, t.input_tokens + t.cache_write_tokens + t.cache_read_tokens, t.output_tokens
      from usage_totals t ${totalJoin} where t.tenant = $1 and t.at >= $3
  )
  select key, ${SUMS} from c group by key union all select null, ${SUMS} from c`;
}
