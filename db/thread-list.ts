/** A channel's threads, newest first, each with its newest workflow and when something last happened in it. */
import { and, desc, eq, inArray, max } from 'drizzle-orm';
import { type ChannelId, personId, type TenantId, threadId } from '../src/engine/ids.ts';
import type { ThreadSummary } from '../src/ports/archive.ts';
import type { Orm } from './connect.ts';
import { messages, threads, workflows } from './schema/index.ts';
import { summaryOf } from './summary-row.ts';

export async function listThreads(orm: Orm, tenant: TenantId, channel: ChannelId, limit: number): Promise<readonly ThreadSummary[]> {
  const listed = await orm
    .select()
    .from(threads)
    .where(and(eq(threads.tenant, tenant), eq(threads.channel, channel)))
    .orderBy(desc(threads.at), desc(threads.thread))
    .limit(limit);
  if (listed.length === 0) return [];
  const ids = listed.map((row) => row.thread);
  const [latest, newest] = await Promise.all([
    orm
      .select({ thread: messages.thread, posted: max(messages.at), edited: max(messages.editedAt) })
      .from(messages)
      .where(and(eq(messages.tenant, tenant), eq(messages.channel, channel), inArray(messages.thread, ids)))
      .groupBy(messages.thread),
    orm
      .selectDistinctOn([workflows.thread])
      .from(workflows)
      .where(and(eq(workflows.tenant, tenant), eq(workflows.channel, channel), inArray(workflows.thread, ids)))
      .orderBy(workflows.thread, desc(workflows.number)),
  ]);
  const lastByThread = new Map(latest.map((row) => [row.thread, Math.max(row.posted ?? 0, row.edited ?? 0)]));
  const workflowByThread = new Map(newest.map((row) => [row.thread, row]));
  return listed.map((row) => {
    const workflow = workflowByThread.get(row.thread);
    return {
      thread: threadId(row.thread),
      opening: row.opening,
      author: row.author === null ? null : personId(row.author),
      at: row.at,
      lastAt: Math.max(row.at, lastByThread.get(row.thread) ?? 0, workflow?.updatedAt ?? 0),
      workflow: workflow ? summaryOf(workflow) : null,
    };
  });
}
