/** pg-boss as Baton uses it: one queue of wake-ups, short heartbeats, and crashes noticed within about ten seconds. */

import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

export const DRIVE_QUEUE = 'drive';

/** A drive may last this long; it gives way by itself at half of it. pg-boss allows at most 24 hours. */
export const EXPIRE_SECONDS = 12 * 60 * 60;
/** The least that pg-boss allows. A crashed process is noticed after it, plus one pass of the monitor. */
export const HEARTBEAT_SECONDS = 10;
/** PostgreSQL's largest integer: a wake-up must never run out of retries. */
const RETRY_LIMIT = 2_147_483_647;
/** Finished wake-ups say nothing that the ledger does not: kept just long enough to look into. */
const KEEP_FINISHED_SECONDS = 600;
const MAINTENANCE_SECONDS = 120;
/** Fetch, complete, touch and the monitor side by side. */
const CONNECTIONS = 4;

export function createBoss(url: string, log: Logger): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'baton-queue',
    max: CONNECTIONS,
    // What this pool writes are hints (fetched, completed, alive). A crash of the server may forget the last of them: then a drive is repeated.
    options: '-c synchronous_commit=off',
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    schedule: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'the queue reported an error'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message, data: warning.data }, 'the queue reported a warning'));
  return boss;
}

/** Safe with several processes starting at once: pg-boss installs and creates under its own lock. */
export async function startBoss(boss: PgBoss): Promise<void> {
  await boss.start();
  await boss.createQueue(DRIVE_QUEUE, {
    policy: 'short',
    // Announced by ourselves, outside the transaction that sends.
    notify: false,
    retryLimit: RETRY_LIMIT,
    retryDelay: 0,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: KEEP_FINISHED_SECONDS,
  });
}
