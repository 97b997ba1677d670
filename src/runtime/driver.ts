/** Drives whatever the queue says: one drive per wake-up, and what follows from how it ended. */
import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import type { Drive, Jobs } from '../ports/jobs.ts';
import { type DriveDeps, drive } from './drive.ts';
import { createLeaving, type LeavingControl } from './leaving.ts';

export interface Driver {
  readonly run: Drive;
  /** All drives hand back what they cannot finish soon. */
  leave(): void;
  readonly active: number;
  close(): void;
}

/** Well before the queue's expiry of a wake-up (12 hours). */
const LONGEST_DRIVE_MS = 6 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 60_000;

export function createDriver(deps: DriveDeps & { readonly jobs: Jobs; readonly clock: Clock; readonly log: Logger }): Driver {
  const { jobs, clock, log } = deps;
  const drives = new Map<LeavingControl, number>();
  let leavingAll = false;
  const timer = setInterval(giveWay, LOOK_EVERY_MS);

  function giveWay(): void {
    for (const [leaving, startedAt] of drives) if (clock.now() - startedAt > LONGEST_DRIVE_MS) leaving.ask();
  }

  return {
    async run(workflow, slot) {
      const leaving = createLeaving(clock);
      drives.set(leaving, clock.now());
      if (leavingAll) leaving.ask();
      try {
        const end = await drive(workflow, { leaving, slot }, deps);
        log.debug({ workflow, end }, 'a drive ended');
        switch (end) {
          case 'rested':
          case 'stale':
            return 'done';
          case 'not-found':
            log.warn({ workflow }, 'a wake-up names a workflow that is not there');
            return 'done';
          case 'unfinished':
            await jobs.wake(workflow);
            return 'done';
          case 'unknown-events':
            log.warn({ workflow }, 'a workflow has events of a newer release; it is left to a newer process');
            return 'again';
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
