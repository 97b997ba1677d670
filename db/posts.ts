/** What was posted where. One statement per post, with the NOTIFY that tells viewers. */

import type { WorkflowId } from '../src/engine/ids.ts';
import type { KnownPost, PersonPost, PostRecord, Posts } from '../src/ports/posts.ts';
import { CHANNEL, threadPayload } from './change-payload.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded, storable } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { runStatement } from './run-statement.ts';

export function createPosts({ sql }: Connection): Posts {
  return {
    known: (workflow) => guarded(() => known(sql, workflow)),
    record: (post) => guarded(() => record(sql, post)),
    recordPerson: (note) => guarded(() => recordPerson(sql, note)),
  };
}

async function known(sql: Sql, workflow: WorkflowId): Promise<ReadonlyMap<string, KnownPost>> {
  const rows = await runStatement<{ key: string; ref: string; hash: string }>(sql, {
    text: `select key, ref, hash from messages where workflow = $1`,
    params: [workflow],
  });
  return new Map(rows.map((row) => [row.key, { ref: row.ref, hash: row.hash }]));
}

/** Fenced like an append: a process that was cut off and comes back must not put an old card over a new one. */
const RECORD = `with m as (
  insert into messages (tenant, id, kind, surface, channel, thread, workflow, key, ref, hash, card)
  select $1, $2, 'card', $3, $4, $5, $6, $7, $8, $9, $10::jsonb where exists (select 1 from workflows where id = $6 and epoch = $12)
  on conflict (tenant, id) do update set ref = excluded.ref, hash = excluded.hash, card = excluded.card, edited_at = ${DATABASE_NOW}
  returning 1)
  select pg_notify('${CHANNEL}', $11) from m`;

async function record(sql: Sql, { workflow, epoch, place, key, ref, hash, card }: PostRecord): Promise<'recorded' | 'stale'> {
  const texts = [place.tenant, `${workflow}:${key}`, place.surface, place.channel, place.thread, workflow, key, ref, hash].map(storable);
  const params = [...texts, JSON.stringify(card), threadPayload(place.tenant, place.thread), epoch];
  return (await runStatement(sql, { text: RECORD, params })).length > 0 ? 'recorded' : 'stale';
}

/** The first message of a thread makes the thread; the same message again changes nothing, in whichever thread it is said to be. */
const RECORD_PERSON = `with m as (
  insert into messages (tenant, id, kind, surface, channel, thread, author, text) values ($1, $2, 'person', $3, $4, $5, $6, $7) on conflict do nothing returning 1),
  t as (insert into threads (tenant, channel, thread, surface, opening, author) select $1, $4, $5, $3, $8, $6 from m on conflict do nothing)
  select pg_notify('${CHANNEL}', $9) from m`;

const THREAD_OPENING = 300;

async function recordPerson(sql: Sql, { id, place, author, text }: PersonPost): Promise<void> {
  const opening = [...text].slice(0, THREAD_OPENING).join('');
  const params = [place.tenant, id, place.surface, place.channel, place.thread, author, text, opening].map(storable);
  await runStatement(sql, { text: RECORD_PERSON, params: [...params, threadPayload(place.tenant, place.thread)] });
}
