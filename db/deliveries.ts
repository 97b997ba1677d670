/**
 * What chat platforms delivered. Taking is on the way to an acknowledgement that people wait for: what arrives while an
 * insert is under way goes with the next one, so that a burst takes one connection and not the pool.
 */
import { tenantId } from '../src/engine/ids.ts';
import { BatonError } from '../src/errors.ts';
import type { ClaimedDelivery, Deliveries, Delivery, DeliveryKey } from '../src/ports/deliveries.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded, storable } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { inBatches } from './in-batches.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';

export function createDeliveries({ sql }: Connection): Deliveries {
  const taken = inBatches<Taking, Taken>(MOST_AT_ONCE, (takings) => repeatable(() => takeEach(sql, takings)));
  return {
    async take(delivery, leaseMs) {
      const outcome = await taken(takingOf(delivery, leaseMs));
      if (outcome instanceof BatonError) throw outcome;
      return outcome;
    },
    claim: (surface, limit, leaseMs) => guarded(() => claim(sql, surface, limit, leaseMs)),
    hold: (deliveries, leaseMs) => repeatable(() => hold(sql, deliveries, leaseMs)),
    open: (delivery) => repeatable(() => isOpen(sql, delivery)),
    done: (delivery) => repeatable(() => done(sql, delivery)),
    forget: (days) => repeatable(() => forget(sql, days)),
  };
}

/** One statement's worth: bodies have a few KB. */
const MOST_AT_ONCE = 100;

interface Taking {
  readonly surface: string;
  readonly tenant: string;
  readonly id: string;
  readonly body: unknown;
  readonly lease: number;
}

function takingOf({ surface, tenant, id, body }: Delivery, lease: number): Taking {
  return { surface: storable(surface), tenant: storable(tenant), id: storable(id), body, lease };
}

const TAKE = `with given as (select * from jsonb_to_recordset($1::jsonb) as g(place int, surface text, tenant text, id text, body jsonb, lease bigint)),
  stored as (insert into deliveries (surface, tenant, id, body, leased_until)
    select distinct on (surface, tenant, id) surface, tenant, id, body, ${DATABASE_NOW} + lease from given order by surface, tenant, id, place
    on conflict do nothing returning surface, tenant, id)
  select g.place from stored s join given g on g.surface = s.surface and g.tenant = s.tenant and g.id = s.id`;

type Taken = 'new' | 'known' | BatonError;

/** A body that cannot be stored must not fail those that share its statement: then each goes alone. */
async function takeEach(sql: Sql, takings: readonly Taking[]): Promise<readonly Taken[]> {
  try {
    return await guarded(() => takeAll(sql, takings));
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'text-not-storable') throw error;
    if (takings.length === 1) return [error];
    const each: Taken[] = [];
    for (const taking of takings) each.push(...(await takeEach(sql, [taking])));
    return each;
  }
}

/** The same one twice in a batch is new for the first that brought it. */
async function takeAll(sql: Sql, takings: readonly Taking[]): Promise<readonly Taken[]> {
  const rows = takings.map((taking, place) => ({ ...taking, place }));
  const stored = await runStatement<{ place: number }>(sql, { text: TAKE, params: [JSON.stringify(rows)] });
  const fresh = new Set(stored.map(({ place }) => place));
  return rows.map(({ place, surface, tenant, id }) => {
    const first = rows.findIndex((row) => row.surface === surface && row.tenant === tenant && row.id === id);
    return fresh.has(place) && first === place ? 'new' : 'known';
  });
}

/** Oldest first; another process that claims at the same moment takes others. */
const CLAIM = `update deliveries d set leased_until = ${DATABASE_NOW} + $3::bigint, tries = d.tries + 1
  from (select surface, tenant, id from deliveries where surface = $1 and done_at is null and leased_until < ${DATABASE_NOW}
    order by taken_at limit $2 for update skip locked) c
  where d.surface = c.surface and d.tenant = c.tenant and d.id = c.id
  returning d.surface, d.tenant, d.id, d.body, d.tries, d.taken_at`;

interface ClaimedRow {
  readonly surface: string;
  readonly tenant: string;
  readonly id: string;
  readonly body: unknown;
  readonly tries: number;
  readonly taken_at: number;
}

async function claim(sql: Sql, surface: string, limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]> {
  const rows = await runStatement<ClaimedRow>(sql, { text: CLAIM, params: [surface, limit, leaseMs] });
  return rows
    .toSorted((one, other) => one.taken_at - other.taken_at)
    .map((row) => ({ surface: row.surface, tenant: tenantId(row.tenant), id: row.id, body: row.body, tries: row.tries, takenAt: row.taken_at }));
}

async function isOpen(sql: Sql, { surface, tenant, id }: DeliveryKey): Promise<boolean> {
  const text = `select 1 from deliveries where surface = $1 and tenant = $2 and id = $3 and done_at is null`;
  return (await runStatement(sql, { text, params: [surface, tenant, id] })).length > 0;
}

const HOLD = `update deliveries d set leased_until = ${DATABASE_NOW} + $2::bigint
  from jsonb_to_recordset($1::jsonb) as g(surface text, tenant text, id text)
  where d.surface = g.surface and d.tenant = g.tenant and d.id = g.id and d.done_at is null`;

async function hold(sql: Sql, deliveries: readonly DeliveryKey[], leaseMs: number): Promise<void> {
  if (deliveries.length === 0) return;
  const keys = deliveries.map(({ surface, tenant, id }) => ({ surface, tenant, id }));
  await runStatement(sql, { text: HOLD, params: [JSON.stringify(keys), leaseMs] });
}

const DONE = `update deliveries set done_at = ${DATABASE_NOW}, body = '{}'::jsonb where surface = $1 and tenant = $2 and id = $3 and done_at is null`;

async function done(sql: Sql, { surface, tenant, id }: DeliveryKey): Promise<void> {
  await runStatement(sql, { text: DONE, params: [surface, tenant, id] });
}

const FORGET = `delete from deliveries where done_at < ${DATABASE_NOW} - $1::bigint * 86400000`;

async function forget(sql: Sql, days: number): Promise<void> {
  await runStatement(sql, { text: FORGET, params: [days] });
}
