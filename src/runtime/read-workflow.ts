/** A workflow's state for reading, folded from its events as they are now. */
import { isKnownEvent } from '../engine/event-kinds.ts';
import { evolve } from '../engine/evolve.ts';
import type { TenantId, WorkflowId } from '../engine/ids.ts';
import type { Workflow, WorkflowState } from '../engine/state.ts';
import type { Archive } from '../ports/archive.ts';

const PAGE = 500;

/** Null when the tenant has no such workflow. Events of a newer release are left out: it is only looked at. */
export async function readWorkflow(archive: Archive, tenant: TenantId, id: WorkflowId): Promise<Workflow | null> {
  let state: WorkflowState = { kind: 'none' };
  for (let after = 0; ; ) {
    const page = await archive.events(tenant, id, after, PAGE);
    for (const recorded of page) if (isKnownEvent(recorded.event.kind)) state = evolve(state, recorded);
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return state.kind === 'workflow' ? state : null;
  }
}
