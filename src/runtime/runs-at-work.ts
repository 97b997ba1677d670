/** The runs of a thread that are not over, newest first: a word or a command without a number may act only where there is one. */
import type { TenantId, ThreadId } from '../engine/ids.ts';
import type { Archive, WorkflowSummary } from '../ports/archive.ts';

/** More than anybody starts in one thread; a run beyond it is reached by its number in a command. */
const MOST = 20;

export async function runsAtWork(archive: Archive, tenant: TenantId, thread: ThreadId): Promise<readonly WorkflowSummary[]> {
  return await archive.workflows(tenant, { active: true, thread, limit: MOST });
}
