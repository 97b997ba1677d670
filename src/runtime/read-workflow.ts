/** A workflow's state as its events give it now, to look at. */
import type { TenantId, WorkflowId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Archive } from '../ports/archive.ts';

/** Null when the tenant has no such workflow. */
export async function readWorkflow(archive: Archive, tenant: TenantId, id: WorkflowId): Promise<Workflow | null> {
  return (await archive.read(tenant, id))?.workflow ?? null;
}
