/** Takes away old runs with all that belongs to them, in one transaction per batch. What they cost is added up first. */
import { type TenantId, tenantId } from '../src/engine/ids.ts';
import type { Retention } from '../src/ports/retention.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { runStatement } from './run-statement.ts';
import { ENDED } from './summary-row.ts';
import { type Transaction, transact } from './transact.ts';

export function createRetention({ sql, orm }: Connection): Retention {
  return {
    tenants: () => guarded(() => tenants(sql)),
    removeRuns: (tenant, days, limit) => guarded(() => transact(orm, (transaction) => removeRuns(transaction, tenant, days, limit))),
    removeUploads: (tenant, days) => guarded(() => transact(orm, (transaction) => removeUploads(transaction, tenant, days))),
    removeLeftovers: (tenant, days) => guarded(() => transact(orm, (transaction) => removeLeftovers(transaction, tenant, days))),
  };
}

async function tenants(sql: Sql): Promise<readonly TenantId[]> {
  return (
    await runStatement<{ id: string }>(sql, {
      text: 'select id from tenants union select tenant from artifacts where workflow is null order by id',
      params: [],
    })
  ).map((row) => tenantId(row.id));
}

const BEFORE = `${DATABASE_NOW} - $2::bigint * 86400000`;

/** Another process that cleans up takes others; a run that is branched from right now is locked by that, and stays. */
const PICK = `select id from workflows w where tenant = $1 and updated_at < ${BEFORE} and at_rest and status in (${ENDED.map((word) => `'${word}'`).join(', ')})
  and not exists (select 1 from workflows b where b.branch_of = w.id)
  and not exists (select 1 from inbox i where i.workflow = w.id and i.applied_version is null)
  order by updated_at limit $3 for update skip locked`;

const GIVEN = `(select jsonb_array_elements_text($1::jsonb))`;

/** Once they are locked, with fresh eyes: a branch may have been made before the lock was ours. */
const STILL_FREE = `select id from workflows w where id in ${GIVEN} and not exists (select 1 from workflows b where b.branch_of = w.id)`;

const ADD_UP = `insert into usage_totals
    (tenant, workflow, at, channel, person, pattern, persona, model, calls, input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, cost_usd, charged_usd)
  select u.tenant, u.workflow, u.at - u.at % 900000, w.channel, w.requester, w.pattern, coalesce(s.persona, ''), u.model, count(*), sum(u.input_tokens),
    sum(u.cache_write_tokens), sum(u.cache_read_tokens), sum(u.output_tokens), sum(u.cost_usd), sum(u.charged_usd)
  from usage u join workflows w on w.id = u.workflow
    left join workstreams s on s.workflow = u.workflow and s.id = split_part(u.subject, ':', 2) and split_part(u.subject, ':', 1) in ('workstream', 'check')
  where u.workflow in ${GIVEN} group by 1, 2, 3, 4, 5, 6, 7, 8`;

/** Everything that names a workflow; its own row last. */
const OWNED = ['events', 'inbox', 'artifacts', 'messages', 'sent_messages', 'workstreams', 'attempts', 'decisions', 'handoffs', 'usage', 'reservations'];

async function removeRuns(transaction: Transaction, tenant: TenantId, days: number, limit: number): Promise<number> {
  const picked = await transaction.run<{ id: string }>({ text: PICK, params: [tenant, days, limit] });
  const free = await transaction.run<{ id: string }>({ text: STILL_FREE, params: [idsOf(picked)] });
  if (free.length === 0) return 0;
  const params = [idsOf(free)];
  await transaction.run({ text: `select set_config('baton.retention', 'on', true)`, params: [] });
  await transaction.run({ text: ADD_UP, params });
  for (const table of OWNED) await transaction.run({ text: `delete from ${table} where workflow in ${GIVEN}`, params });
  await transaction.run({ text: `delete from workflows where id in ${GIVEN}`, params });
  return free.length;
}

function idsOf(rows: readonly { readonly id: string }[]): string {
  return JSON.stringify(rows.map(({ id }) => id));
}

const UNUSED_UPLOADS = `delete from artifacts where tenant = $1 and workflow is null and stored_at < ${BEFORE} and id not in (
  select given ->> 'id' from workflows w join events e on e.workflow = w.id and e.seq = 1 cross join jsonb_array_elements(e.body -> 'inputs') given where w.tenant = $1)
  and id not in (
  select file ->> 'id' from workflows w join events e on e.workflow = w.id and e.body ->> 'kind' = 'inputs-given' cross join jsonb_array_elements(e.body -> 'given') given
    cross join jsonb_array_elements(given -> 'value' -> 'files') file where w.tenant = $1)`;

/** What people wrote in threads that have no run any more, the threads themselves, what was sent without a run, and uploads that no run was given. */
const LEFTOVERS = [
  `delete from messages m where tenant = $1 and workflow is null and at < ${BEFORE} and not exists (select 1 from workflows w where w.tenant = $1 and w.thread = m.thread)`,
  `delete from threads t where tenant = $1 and at < ${BEFORE} and not exists (select 1 from workflows w where w.tenant = $1 and w.thread = t.thread)
    and not exists (select 1 from messages m where m.tenant = $1 and m.thread = t.thread)`,
  `delete from sent_messages s where tenant = $1 and workflow is null and intended_at < ${BEFORE} and not exists (select 1 from workflows w where w.tenant = $1 and w.thread = s.ref)`,
  UNUSED_UPLOADS,
];

async function removeLeftovers(transaction: Transaction, tenant: TenantId, days: number): Promise<void> {
  for (const text of LEFTOVERS) await transaction.run({ text, params: [tenant, days] });
}

async function removeUploads(transaction: Transaction, tenant: TenantId, days: number): Promise<void> {
  await transaction.run({ text: UNUSED_UPLOADS, params: [tenant, days] });
}
