/** One workflow as lists show it. */
import { channelId, personId, tenantId, threadId, workflowId } from '../src/engine/ids.ts';
import type { WorkflowStatusWord } from '../src/engine/state.ts';
import type { WorkflowSummary } from '../src/ports/archive.ts';
import type { workflows } from './schema/index.ts';

type WorkflowRow = typeof workflows.$inferSelect;

export function summaryOf(row: WorkflowRow): WorkflowSummary {
  return {
    id: workflowId(row.id),
    number: row.number,
    tenant: tenantId(row.tenant),
    surface: row.surface,
    channel: channelId(row.channel),
    thread: threadId(row.thread),
    requester: personId(row.requester),
    task: row.task,
    pattern: row.pattern,
    status: row.status as WorkflowStatusWord,
    costUsd: row.costUsd,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    done: row.done,
    total: row.total,
    version: row.version,
  };
}

/** The words for what has ended. */
export const ENDED: readonly WorkflowStatusWord[] = ['completed', 'partial', 'failed', 'cancelled'];
