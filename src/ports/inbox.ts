/** Where answers and other inputs land, from any process, before a driver applies them. */
import type { InputId, WorkflowId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import type { InputOutcome, NewArtifact } from './ledger.ts';

export interface Inbox {
  /** Stores the input and the job that wakes the workflow in one transaction, and notifies live drivers. */
  deliver(delivery: Delivery): Promise<'delivered' | 'duplicate' | 'unknown-workflow'>;
  /** What came of an input; null while it waits. */
  outcome(id: InputId): Promise<InputOutcome | null>;
  /** Which of these have inputs that wait. One look for all the workflows that a process drives. */
  waiting(workflows: readonly WorkflowId[]): Promise<readonly WorkflowId[]>;
}

export interface Delivery {
  readonly workflow: WorkflowId;
  readonly id: InputId;
  readonly input: Input;
  /** Content that the input names (a supplied result), stored with it. */
  readonly artifacts: readonly NewArtifact[];
}
