/**
 * The queue of wake-ups, on pg-boss. A job says "look at this workflow" and nothing more; at most one waits per
 * workflow while one runs (policy `short`, one active per group), and what there is to do stands in the ledger.
 */
import type { Db, SendOptions } from 'pg-boss';
import type { Logger } from 'pino';
import { type WorkflowId, workflowId } from '../engine/ids.ts';
import type { DriveJobs } from '../ports/jobs.ts';
import { createAnnouncements, WAKE_CHANNEL } from './announcements.ts';
import { createBoss, DRIVE_QUEUE, startBoss } from './boss.ts';
import { type FetchLoop, startFetchLoop } from './fetch-loop.ts';
import { createHints } from './hints.ts';
import { createPreparedDb } from './prepared-db.ts';
import { createWakeSignal } from './wake-signal.ts';

export interface DriveQueue extends DriveJobs {
  start(): Promise<void>;
  /** Puts the wake-up into the caller's transaction: a rollback leaves no job. */
  enqueue(transaction: EnqueueTransaction, workflow: WorkflowId): Promise<void>;
  /** Rejects when the queue does not answer. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

/** The caller's transaction, as far as the queue needs it. */
export interface EnqueueTransaction {
  run<R extends object>(statement: { readonly text: string; readonly params: readonly string[] }): Promise<readonly R[]>;
}

/** How many workflows one process drives at once. A drive is mostly network waits. */
const DEFAULT_SLOTS = 256;

export function createDriveQueue(deps: { url: string; log: Logger; slots?: number }): DriveQueue {
  const { url, log, slots = DEFAULT_SLOTS } = deps;
  const boss = createBoss(url, log);
  const prepared = createPreparedDb(url);
  const signal = createWakeSignal();
  const hints = createHints();
  const announcements = createAnnouncements(prepared, log);
  let loop: FetchLoop | null = null;
  let listener: { close(): Promise<void> } | null = null;

  async function send(workflow: WorkflowId, options: SendOptions): Promise<void> {
    hints.sent(workflow);
    // Null comes back when one waits already: several at once become one.
    await boss.send(DRIVE_QUEUE, null, { ...options, singletonKey: workflow, group: { id: workflow } });
  }

  function nudge(): void {
    signal.notify();
    announcements.announce();
  }

  return {
    async start() {
      await startBoss(boss);
      const heard = (payload: string) => {
        if (announcements.isOwn(payload)) return;
        hints.heard();
        signal.notify();
      };
      listener = (await boss.getDb().listen?.(WAKE_CHANNEL, heard, signal.notify)) ?? null;
    },
    enqueue: (transaction, workflow) => send(workflow, { db: inside(transaction) }),
    async wake(workflow) {
      await send(workflow, {});
      nudge();
    },
    nudge,
    consume(drive) {
      loop = startFetchLoop({ boss, db: prepared, signal, hints, slots, drive, log });
    },
    async withJob(workflows) {
      const { rows } = await boss
        .getDb()
        .executeSql(`SELECT DISTINCT group_id FROM pgboss.job WHERE name = $1 AND state <= 'active' AND group_id = ANY($2::text[])`, [DRIVE_QUEUE, workflows]);
      return new Set(rows.map((row: { group_id: string }) => workflowId(row.group_id)));
    },
    async check() {
      await boss.getDb().executeSql('SELECT 1');
    },
    stopFetching: async () => loop?.stopFetching(),
    idle: async () => loop?.idle(),
    async stop() {
      await loop?.stopFetching();
      loop?.close();
      await listener?.close();
      await boss.stop({ graceful: false });
      await prepared.close();
    },
  };
}

/** pg-boss's statement is the same each time: run as a prepared one it costs a fraction of what `fromDrizzle` costs. */
function inside(transaction: EnqueueTransaction): Db {
  return { executeSql: async (text, values = []) => ({ rows: [...(await transaction.run({ text, params: values.map(String) }))] }) };
}
