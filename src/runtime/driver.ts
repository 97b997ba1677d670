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
}

/** Well before the queue's expiry of a wake-up (12 hours): the calls in flight then end in time, and nothing is made twice. */
const LONGEST_DRIVE_MS = 6 * 60 * 60 * 1000;

export function createDriver(deps: DriveDeps & { readonly jobs: Jobs; readonly clock: Clock; readonly log: Logger }): Driver {
  const { jobs, clock, log } = deps;
  const drives = new Set<LeavingControl>();
  let leavingAll = false;

  return {
    async run(workflow, slot) {
      const leaving = createLeaving(clock);
      const ended = new AbortController();
      drives.add(leaving);
      if (leavingAll) leaving.ask();
      void clock.sleep(LONGEST_DRIVE_MS, ended.signal).then(() => {
        if (!ended.signal.aborted) leaving.askBetweenCalls();
      });
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
        ended.abort();
        drives.delete(leaving);
      }
    },
    leave() {
      leavingAll = true;
      for (const leaving of drives) leaving.ask();
    },
    get active() {
      return drives.size;
    },
  };
}
