/**
 * One loop per process fetches wake-ups for its free slots, keeps the heartbeats of what runs, and completes what is done.
 * pg-boss's own workers would cost an idle transaction per second each.
 */

import type { Db, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { workflowId } from '../engine/ids.ts';
import type { Drive } from '../ports/jobs.ts';
import { DRIVE_QUEUE, EXPIRE_SECONDS, HEARTBEAT_SECONDS } from './boss.ts';
import type { Hints } from './hints.ts';
import { createSettler, type JobRef } from './settle.ts';
import type { WakeSignal } from './wake-signal.ts';

/** A third of the heartbeat: two may be lost before a live drive is taken for dead. */
const TOUCH_EVERY_MS = (HEARTBEAT_SECONDS * 1000) / 3;
/** NOTIFY is a hint; this is the floor (DESIGN: 1 s). */
const POLL_MS = 1000;
/** More at once only makes the statement long; the next fetch follows directly. */
const BATCH = 50;

export interface FetchLoop {
  /** Stops fetching; what runs goes on. */
  stopFetching(): Promise<void>;
  /** Resolves when every drive has returned and is completed. */
  idle(): Promise<void>;
  /** Ends the heartbeats. */
  close(): void;
}

interface Run extends JobRef {
  readonly startedAt: number;
}

export function startFetchLoop(deps: { boss: PgBoss; db: Db; signal: WakeSignal; hints: Hints; slots: number; drive: Drive; log: Logger }): FetchLoop {
  const { boss, db, signal, hints, slots, drive, log } = deps;
  /** Runs, not ids: a wake-up that was lost to another process may come back while its former run here still ends. */
  const running = new Set<Run>();
  /** Runs that take no slot. */
  const placeless = new Set<Run>();
  const settler = createSettler(boss, db, log);
  let stopping = false;
  const idleWaiters: (() => void)[] = [];

  const looping = loop();
  const heartbeat = setInterval(() => void touch(), TOUCH_EVERY_MS);

  async function loop(): Promise<void> {
    while (!stopping) {
      const limit = Math.min(slots - running.size + placeless.size, BATCH);
      const fetched = limit > 0 ? await fetch(limit) : 0;
      if (fetched < limit || limit === 0) await signal.wait(POLL_MS);
    }
  }

  async function fetch(limit: number): Promise<number> {
    try {
      const jobs = await boss.fetch<null>(DRIVE_QUEUE, { batchSize: limit, groupConcurrency: 1, db });
      for (const { id, retryCount, groupId } of jobs) if (!goesOn({ id, retryCount })) void run({ id, retryCount, startedAt: Date.now() }, groupId ?? null);
      return jobs.length;
    } catch (error) {
      log.error({ err: error }, 'wake-ups could not be fetched');
      return 0;
    }
  }

  /**
   * The database was gone, or this process stood still, for longer than a heartbeat. When nobody else had the wake-up in between, its run goes
   * on as if nothing had been: another drive would only make its calls again. One that expired is not trusted any more.
   */
  function goesOn({ id, retryCount }: JobRef): boolean {
    const former = [...running].find((one) => one.id === id && one.retryCount === retryCount - 1);
    if (!former || Date.now() - former.startedAt >= EXPIRE_SECONDS * 1000) return false;
    former.retryCount = retryCount;
    return true;
  }

  async function run(job: Run, group: string | null): Promise<void> {
    const workflow = workflowId(group ?? '');
    running.add(job);
    hints.started(workflow);
    try {
      const end = group === null ? 'done' : await drive(workflow, { free: () => free(job) });
      if (end === 'done') await settler.complete(job);
    } catch (error) {
      log.error({ err: error, workflow: group }, 'a drive broke off; its wake-up is tried again');
    } finally {
      const full = running.size - placeless.size >= slots;
      running.delete(job);
      placeless.delete(job);
      if (hints.ended(workflow) || full) signal.notify();
      if (running.size === 0) for (const done of idleWaiters.splice(0)) done();
    }
  }

  function free(job: Run): void {
    placeless.add(job);
    signal.notify();
  }

  async function touch(): Promise<void> {
    const jobs = [...running].map((job) => ({ id: job.id, retryCount: job.retryCount }));
    if (jobs.length === 0) return;
    try {
      await boss.touch(DRIVE_QUEUE, jobs);
    } catch (error) {
      log.warn({ err: error, jobs: jobs.length }, 'heartbeats could not be written');
    }
  }

  return {
    async stopFetching() {
      stopping = true;
      signal.notify();
      await looping;
    },
    idle: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    close: () => clearInterval(heartbeat),
  };
}
