/** Drives whatever the queue says: one drive per wake-up, and what follows from how it ended. */
import type { Logger } from 'pino';
import type { WorkflowId } from '../engine/ids.ts';
import type { Clock } from '../ports/clock.ts';
import { type DriveDeps, drive } from './drive.ts';
import { createLeaving, type LeavingControl } from './leaving.ts';

export interface Driver {
  run(workflow: WorkflowId): Promise<void>;
  /** All drives hand back what they cannot finish soon. */
  leave(): void;
  readonly active: number;
  close(): void;
}

/** Where wake-ups go that a drive leaves behind. */
export interface Rewake {
  wake(workflow: WorkflowId): Promise<void>;
  wakeLater(workflow: WorkflowId, seconds: number): Promise<void>;
}

/** A newer process knows these events; in a rolling deployment it is there within moments. */
const UNKNOWN_EVENTS_RETRY_SECONDS = 20;
/** Well before the queue's expiry of a wake-up (12 hours). */
const LONGEST_DRIVE_MS = 6 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 60_000;

export function createDriver(deps: DriveDeps & { readonly rewake: Rewake; readonly clock: Clock; readonly log: Logger }): Driver {
  const { rewake, clock, log } = deps;
  const drives = new Map<LeavingControl, number>();
  let leavingAll = false;
  const timer = setInterval(giveWay, LOOK_EVERY_MS);

  function giveWay(): void {
    for (const [leaving, startedAt] of drives) if (clock.now() - startedAt > LONGEST_DRIVE_MS) leaving.ask();
  }

  return {
    async run(workflow) {
      const leaving = createLeaving(clock);
      drives.set(leaving, clock.now());
      if (leavingAll) leaving.ask();
      try {
        const end = await drive(workflow, leaving, deps);
        log.debug({ workflow, end }, 'a drive ended');
        switch (end) {
          case 'rested':
          case 'stale':
            return;
          case 'not-found':
            log.warn({ workflow }, 'a wake-up names a workflow that is not there');
            return;
          case 'unfinished':
            return await rewake.wake(workflow);
          case 'unknown-events':
            log.warn({ workflow }, 'a workflow has events of a newer release; it is left to a newer process');
            return await rewake.wakeLater(workflow, UNKNOWN_EVENTS_RETRY_SECONDS);
          default: {
            const missed: never = end;
            return missed;
          }
        }
      } finally {
        drives.delete(leaving);
      }
    },
    leave() {
      leavingAll = true;
      for (const leaving of drives.keys()) leaving.ask();
    },
    get active() {
      return drives.size;
    },
    close: () => clearInterval(timer),
  };
}
