/** Wake-ups. A job is only a hint: what there is to do stands in the ledger. */
import type { WorkflowId } from '../engine/ids.ts';

export interface Jobs {
  /** Asks for a drive of the workflow, now. Several at once become one. */
  wake(workflow: WorkflowId): Promise<void>;
}

/** What a drive does with its wake-up when it returns. Throwing leaves it to its heartbeat, which tries it again. */
export type Drive = (workflow: WorkflowId) => Promise<void>;

/** Wake-ups as the runtime uses them: it asks for drives, and it does them. */
export interface DriveJobs extends Jobs {
  /** Asks for a drive after a delay. */
  wakeLater(workflow: WorkflowId, seconds: number): Promise<void>;
  /** An enqueued wake-up of this process may have committed: look now, before NOTIFY comes around. */
  nudge(): void;
  /** Starts to fetch; each wake-up is one run of the drive. */
  consume(drive: Drive): void;
  /** Which of these have a wake-up that waits or runs. */
  withJob(workflows: readonly WorkflowId[]): Promise<ReadonlySet<WorkflowId>>;
  stopFetching(): Promise<void>;
  /** Resolves when every drive has returned. */
  idle(): Promise<void>;
}
