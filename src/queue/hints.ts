/**
 * Decides which hints are worth a look at the queue. A look costs a statement, and one wake-up of this process would
 * cause three: its own nudge, the echo of its NOTIFY, and the end of the drive. Wrong at worst by one poll.
 */
import type { WorkflowId } from '../engine/ids.ts';

export interface Hints {
  /** This process enqueued for the workflow; after the commit it nudges, and its NOTIFY comes back as an echo. */
  sent(workflow: WorkflowId): void;
  /** A NOTIFY came. True: it is news from another process. */
  heard(): boolean;
  started(workflow: WorkflowId): void;
  /** True: a wake-up may have been queued behind this drive. */
  ended(workflow: WorkflowId): boolean;
  /** An enqueue that met a waiting wake-up has no echo: the count starts over with each poll. */
  polled(): void;
}

export function createHints(): Hints {
  /** What had been heard from others when the drive started, and whether this process has enqueued since. */
  const running = new Map<WorkflowId, { readonly foreign: number; sent: boolean }>();
  let echoes = 0;
  let foreign = 0;
  return {
    sent(workflow) {
      echoes += 1;
      const drive = running.get(workflow);
      if (drive) drive.sent = true;
    },
    heard() {
      if (echoes > 0) {
        echoes -= 1;
        return false;
      }
      foreign += 1;
      return true;
    },
    started: (workflow) => running.set(workflow, { foreign, sent: false }),
    ended(workflow) {
      const drive = running.get(workflow);
      running.delete(workflow);
      return drive !== undefined && (drive.sent || drive.foreign !== foreign);
    },
    polled() {
      echoes = 0;
    },
  };
}
