/** Reading within one tenant: every query names it. */
import { and, asc, desc, eq, gt, inArray, notInArray } from 'drizzle-orm';
import type { Recorded } from '../src/engine/event.ts';
import type { TenantId, ThreadId, WorkflowId } from '../src/engine/ids.ts';
import type { Archive, MessagesPart, WorkflowFilter, WorkflowSummary } from '../src/ports/archive.ts';
import type { Connection, Orm } from './connect.ts';
import { messageOf } from './message-row.ts';
import { readWorkflow } from './read-workflow.ts';
import { recordedOf } from './recorded-row.ts';
import { repeatable } from './repeatable.ts';
import { events, messages, workflows } from './schema/index.ts';
import { ENDED, summaryOf } from './summary-row.ts';
import { listThreads } from './thread-list.ts';

export function createArchive({ orm }: Connection): Archive {
  const archive: Archive = {
    workflows: (tenant, filter) => repeatable(() => list(orm, tenant, filter)),
    find: (tenant, key) => repeatable(() => find(orm, tenant, key)),
    read: (tenant, key) => readWorkflow(archive, tenant, key),
    events: (tenant, workflow, after, limit) => repeatable(() => eventsOf(orm, tenant, workflow, after, limit)),
    messages: (tenant, thread, part) => repeatable(() => messagesOf(orm, tenant, thread, part ?? null)),
    threads: (tenant, channel, limit) => repeatable(() => listThreads(orm, tenant, channel, limit)),
  };
  return archive;
}

async function list(orm: Orm, tenant: TenantId, { active, thread, limit }: WorkflowFilter): Promise<readonly WorkflowSummary[]> {
  const rows = await orm
    .select()
    .from(workflows)
    .where(
      and(
        eq(workflows.tenant, tenant),
        thread === null ? undefined : eq(workflows.thread, thread),
        active === null ? undefined : (active ? notInArray : inArray)(workflows.status, [...ENDED]),
      ),
    )
    .orderBy(desc(workflows.number))
    .limit(limit);
  return rows.map(summaryOf);
}

/** Beyond what the columns hold there is nothing. */
const LARGEST_NUMBER = 2_147_483_647;

async function find(orm: Orm, tenant: TenantId, key: WorkflowId | number): Promise<WorkflowSummary | null> {
  if (typeof key === 'number' && !(Number.isInteger(key) && key > 0 && key <= LARGEST_NUMBER)) return null;
  const named = typeof key === 'number' ? eq(workflows.number, key) : eq(workflows.id, key);
  const [row] = await orm
    .select()
    .from(workflows)
    .where(and(eq(workflows.tenant, tenant), named));
  return row ? summaryOf(row) : null;
}

async function eventsOf(orm: Orm, tenant: TenantId, workflow: WorkflowId, after: number, limit: number): Promise<readonly Recorded[]> {
  if (after >= LARGEST_NUMBER) return [];
  const rows = await orm
    .select()
    .from(events)
    .where(and(eq(events.tenant, tenant), eq(events.workflow, workflow), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map(recordedOf);
}

async function messagesOf(orm: Orm, tenant: TenantId, thread: ThreadId, part: MessagesPart | null) {
  const inOrder = orm
    .select()
    .from(messages)
    .where(and(eq(messages.tenant, tenant), eq(messages.thread, thread), part === null ? undefined : gt(messages.position, part.after)))
    .orderBy(asc(messages.position));
  return (await (part === null ? inOrder : inOrder.limit(part.limit))).map(messageOf);
}
