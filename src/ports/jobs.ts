/** Wake-ups. A job is only a hint: what there is to do stands in the ledger. */
import type { WorkflowId } from '../engine/ids.ts';

export interface Jobs {
  /** Asks for a drive of the workflow, now. Several at once become one. */
  wake(workflow: WorkflowId): Promise<void>;
}

/**
 * `done` completes the wake-up. `again`, or throwing, leaves it to its heartbeat: about ten seconds later whoever comes
 * first tries it again, in any process.
 */
export type Drive = (workflow: WorkflowId, slot: Slot) => Promise<'done' | 'again'>;

export interface Slot {
  /** The drive waits for nothing but its surface: others may have its place. Its heartbeat goes on. */
  free(): void;
}

/** Wake-ups as the runtime uses them: it asks for drives, and it does them. */
export interface DriveJobs extends Jobs {
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
