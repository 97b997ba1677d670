/** Completes wake-ups in batches: what finishes while one statement is in flight goes with the next. */

import type { Db, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { DRIVE_QUEUE } from './boss.ts';

export interface JobRef {
  readonly id: string;
  /** A run that goes on after its heartbeat was lost has the count of the later fetch. */
  retryCount: number;
}

export interface Settler {
  /** Resolves when the wake-up stands completed. Fenced: a wake-up that was retried meanwhile is left alone. */
  complete(job: JobRef): Promise<void>;
}

export function createSettler(boss: PgBoss, db: Db, log: Logger): Settler {
  let waiting: { job: JobRef; done: () => void }[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await boss.complete(
          DRIVE_QUEUE,
          batch.map(({ job }) => ({ id: job.id, retryCount: job.retryCount })),
          null,
          { db },
        );
      } catch (error) {
        // Its heartbeat runs out and it is tried again: a drive with nothing to do.
        log.warn({ err: error, jobs: batch.length }, 'wake-ups could not be completed');
      }
      for (const { done } of batch) done();
    }
    flushing = false;
  }

  return {
    complete: (job) =>
      new Promise((resolve) => {
        waiting.push({ job, done: resolve });
        if (!flushing) void flush();
      }),
  };
}
