/** Taking a workflow over: a new epoch, its events and the inputs that wait, in one round trip. */
import type { WorkflowId } from '../src/engine/ids.ts';
import type { Delivered, Takeover } from '../src/ports/ledger.ts';
import type { Sql } from './connect.ts';
import { DATABASE_NOW } from './database-now.ts';
import { deliveredOf, type EventRow, type InboxRow, recordedOf } from './recorded-row.ts';
import { runStatement } from './run-statement.ts';

const EVENTS = `select coalesce(jsonb_agg(jsonb_build_object('seq', seq, 'v', v, 'at', at, 'input', input, 'body', body) order by seq), '[]')
  from events where workflow = $1`;

const PENDING = `select coalesce(jsonb_agg(jsonb_build_object('id', id, 'body', body) order by position), '[]')
  from inbox where workflow = $1 and applied_version is null`;

const LOAD = `select (${EVENTS}) as events, (${PENDING}) as pending`;

/**
 * For this commit alone: it need not wait for the disk. A crash of the server may forget it, and then forgets nothing that
 * was told to anyone: the next commit that counts writes everything before it to the disk too.
 */
export const UNFLUSHED = `select set_config('synchronous_commit', 'off', true)`;

const TAKE = `with w as (update workflows set epoch = epoch + 1 where id = $1 returning epoch, version)
  select w.epoch, w.version, ${DATABASE_NOW} as now, (${EVENTS}) as events, (${PENDING}) as pending, (${UNFLUSHED}) from w`;

/**
 * The statement sees the events as of its start. When it had to wait for an append of the driver before, the row that it
 * gets back is newer than those events: then they are loaded once more, and from here on no older driver can add to them.
 */
export async function takeOver(sql: Sql, workflow: WorkflowId): Promise<Takeover | null> {
  const params = [workflow];
  const [taken] = await runStatement<Loaded & { epoch: number; version: number; now: number }>(sql, { text: TAKE, params });
  if (!taken) return null;
  const seen = taken.events.at(-1)?.seq ?? 0;
  const [again] = seen === taken.version ? [] : await runStatement<Loaded>(sql, { text: LOAD, params });
  const { events, pending } = again ?? taken;
  return { epoch: taken.epoch, now: taken.now, recorded: events.map(recordedOf), pending: pending.map(deliveredOf) };
}

interface Loaded {
  readonly events: readonly EventRow[];
  readonly pending: readonly InboxRow[];
}

export async function loadPending(sql: Sql, workflow: WorkflowId): Promise<readonly Delivered[]> {
  const text = `select id, body from inbox where workflow = $1 and applied_version is null order by position`;
  return (await runStatement<InboxRow>(sql, { text, params: [workflow] })).map(deliveredOf);
}
