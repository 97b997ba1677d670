/** What is sent to chat platforms, noted before it is sent. One statement per step. */
import { type ChannelId, channelId, type TenantId, tenantId, threadId, type WorkflowId, workflowId } from '../src/engine/ids.ts';
import { BatonError } from '../src/errors.ts';
import type { MessageKey, NewMessage, SentMessage, SentMessages } from '../src/ports/sent-messages.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded, storable } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { runStatement } from './run-statement.ts';

export function createSentMessages({ sql }: Connection): SentMessages {
  return {
    intend: (message) => guarded(() => intend(sql, message)),
    sent: (key, ref, details) => guarded(() => sent(sql, key, ref, details)),
    rename: (from, to, workflow) => guarded(() => rename(sql, from, to, workflow)),
    parts: (key) => guarded(() => parts(sql, key)),
    find: (surface, tenant, channel, ref) => guarded(() => find(sql, surface, tenant, channel, ref)),
    lost: (key) => guarded(() => lost(sql, key)),
  };
}

const THIS_ONE = 'surface = $1 and tenant = $2 and key = $3 and part = $4';

const INTEND = `insert into sent_messages (surface, tenant, key, part, workflow, channel, thread, details) values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
  on conflict do nothing returning part`;

const SELECT = `select surface, tenant, key, part, workflow, channel, thread, ref, details, intended_at, ${DATABASE_NOW} - intended_at as age from sent_messages`;

/** A row that is taken away between the two statements leaves its key free: then it is ours after all. */
async function intend(sql: Sql, message: NewMessage): Promise<'fresh' | SentMessage> {
  const { workflow, channel, thread, details } = message;
  const key = keyParams(message);
  for (let tries = 0; tries < 5; tries += 1) {
    const made = await runStatement(sql, { text: INTEND, params: [...key, workflow, storable(channel), storable(thread), JSON.stringify(details)] });
    if (made.length > 0) return 'fresh';
    const [row] = await runStatement<Row>(sql, { text: `${SELECT} where ${THIS_ONE}`, params: key });
    if (row) return sentMessage(row);
  }
  throw new BatonError('sent-message-contended', 'A message is noted and forgotten by several processes at once.', { context: { part: message.part } });
}

async function sent(sql: Sql, key: MessageKey, ref: string, details: unknown): Promise<void> {
  const text = `update sent_messages set ref = $5, details = $6::jsonb where ${THIS_ONE}`;
  await runStatement(sql, { text, params: [...keyParams(key), storable(ref), JSON.stringify(details)] });
}

/** A key that is taken stays as it is; two at once for one key are settled by the primary key. */
const RENAME = `update sent_messages set key = $5, part = $6, workflow = $7 where ${THIS_ONE}
  and not exists (select 1 from sent_messages taken where taken.surface = $1 and taken.tenant = $2 and taken.key = $5 and taken.part = $6) returning part`;

async function rename(sql: Sql, from: MessageKey, to: MessageKey, workflow: WorkflowId): Promise<boolean> {
  if (from.surface !== to.surface || from.tenant !== to.tenant) return false;
  try {
    return (await runStatement(sql, { text: RENAME, params: [...keyParams(from), storable(to.key), to.part, workflow] })).length > 0;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;

async function parts(sql: Sql, { surface, tenant, key }: Omit<MessageKey, 'part'>): Promise<readonly SentMessage[]> {
  const text = `${SELECT} where surface = $1 and tenant = $2 and key = $3 order by part`;
  return (await runStatement<Row>(sql, { text, params: [surface, tenant, storable(key)] })).map(sentMessage);
}

async function find(sql: Sql, surface: string, tenant: TenantId, channel: ChannelId, ref: string): Promise<SentMessage | null> {
  const text = `${SELECT} where surface = $1 and tenant = $2 and channel = $3 and ref = $4`;
  const [row] = await runStatement<Row>(sql, { text, params: [surface, tenant, channel, ref].map(storable) });
  return row ? sentMessage(row) : null;
}

async function lost(sql: Sql, key: MessageKey): Promise<void> {
  await runStatement(sql, { text: `delete from sent_messages where ${THIS_ONE}`, params: keyParams(key) });
}

function keyParams({ surface, tenant, key, part }: MessageKey): readonly [string, string, string, number] {
  return [storable(surface), storable(tenant), storable(key), part];
}

interface Row {
  readonly surface: string;
  readonly tenant: string;
  readonly key: string;
  readonly part: number;
  readonly workflow: string | null;
  readonly channel: string;
  readonly thread: string | null;
  readonly ref: string | null;
  readonly details: unknown;
  readonly intended_at: number;
  readonly age: number;
}

function sentMessage(row: Row): SentMessage {
  return {
    surface: row.surface,
    tenant: tenantId(row.tenant),
    key: row.key,
    part: row.part,
    workflow: row.workflow === null ? null : workflowId(row.workflow),
    channel: channelId(row.channel),
    thread: row.thread === null ? null : threadId(row.thread),
    ref: row.ref,
    details: row.details,
    intendedAt: row.intended_at,
    ageMs: row.age,
  };
}
