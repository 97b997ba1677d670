/** At the start and every minute: whatever has something to do, or falls due, and has no wake-up gets one. Jobs are hints, and hints get lost. */
import type { Logger } from 'pino';
import type { WorkflowId } from '../engine/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Ledger } from '../ports/ledger.ts';
import { repeat } from './repeat.ts';

const EVERY_MS = 60_000;

export interface Sweeper {
  sweep(): Promise<void>;
  close(): void;
}

export function startSweeper(deps: {
  ledger: Pick<Ledger, 'runnable'>;
  jobs: Jobs & { withJob(workflows: readonly WorkflowId[]): Promise<ReadonlySet<WorkflowId>> };
  clock: Clock;
  log: Logger;
}): Sweeper {
  const { ledger, jobs, clock, log } = deps;

  async function sweep(): Promise<void> {
    try {
      const runnable = await ledger.runnable();
      if (runnable.length === 0) return;
      const withJob = await jobs.withJob(runnable);
      const forgotten = runnable.filter((workflow) => !withJob.has(workflow));
      for (const workflow of forgotten) await jobs.wake(workflow);
      if (forgotten.length > 0) log.info({ workflows: forgotten.length }, 'workflows without a wake-up got one');
    } catch (error) {
      log.warn({ err: error }, 'the sweep failed; it is repeated in a minute');
    }
  }

  return { sweep, close: repeat(sweep, EVERY_MS, clock) };
}
