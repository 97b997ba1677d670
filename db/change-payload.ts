/** What travels in a NOTIFY: which thread or inbox changed, never what changed. */
import { z } from 'zod';
import { type TenantId, type ThreadId, tenantId, threadId, type WorkflowId, workflowId } from '../src/engine/ids.ts';
import type { Change } from '../src/ports/changes.ts';

export const CHANNEL = 'baton_changes';

export const NOTIFY = `select pg_notify('${CHANNEL}', $1)`;

export function threadPayload(tenant: TenantId, thread: ThreadId): string {
  return JSON.stringify({ kind: 'thread', tenant, thread });
}

export function inboxPayload(workflow: WorkflowId): string {
  return JSON.stringify({ kind: 'inbox', workflow });
}

const payloadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('thread'), tenant: z.string().transform(tenantId), thread: z.string().transform(threadId) }),
  z.object({ kind: z.literal('inbox'), workflow: z.string().transform(workflowId) }),
]);

/** Null for what another version may say on the channel. */
export function readPayload(text: string): Change | null {
  try {
    return payloadSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
