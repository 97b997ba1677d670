/** Wake-ups. A job is only a hint: what there is to do stands in the ledger. */
import type { WorkflowId } from '../engine/ids.ts';

export interface Jobs {
  /** Asks for a drive of the workflow, now. Several at once become one. */
  wake(workflow: WorkflowId): Promise<void>;
}
