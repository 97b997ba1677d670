/**
 * Decides which hints are worth a look at the queue. A look costs a statement, and at the end of most drives nothing
 * waits behind them. Wrong at worst by one poll.
 */
import type { WorkflowId } from '../engine/ids.ts';

export interface Hints {
  /** This process enqueued for the workflow. */
  sent(workflow: WorkflowId): void;
  /** Another process announced a wake-up. */
  heard(): void;
  started(workflow: WorkflowId): void;
  /** True: a wake-up may have been queued behind this drive. */
  ended(workflow: WorkflowId): boolean;
}

export function createHints(): Hints {
  /** What had been heard when the drive started, and whether this process has enqueued since. */
  const running = new Map<WorkflowId, { readonly heard: number; sent: boolean }>();
  let heard = 0;
  return {
    sent(workflow) {
      const drive = running.get(workflow);
      if (drive) drive.sent = true;
    },
    heard() {
      heard += 1;
    },
    started: (workflow) => running.set(workflow, { heard, sent: false }),
    ended(workflow) {
      const drive = running.get(workflow);
      running.delete(workflow);
      return drive !== undefined && (drive.sent || drive.heard !== heard);
    },
  };
}
