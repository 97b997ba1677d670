/** A wake-up whose heartbeat was lost, by a database that was gone or a process that stood still, is tried again: once, not for ever. */
import { pino } from 'pino';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workflowId } from '../../../src/engine/ids.ts';
import { createDriveQueue, type DriveQueue } from '../../../src/queue/index.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';

const WORKFLOW = workflowId('01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b');

let fresh: FreshDatabase;
let queue: DriveQueue;
let sql: postgres.Sql;
beforeEach(async () => {
  fresh = await freshDatabase();
  sql = postgres(fresh.url, { max: 1, onnotice: () => undefined });
  queue = createDriveQueue({ url: fresh.url, log: pino({ level: 'silent' }) });
  await queue.start();
});
afterEach(async () => {
  await queue.stop();
  await sql.end();
  await fresh.drop();
});

async function heartbeat(): Promise<string> {
  const [row] = await sql<{ beat: string }[]>`select heartbeat_on::text as beat from pgboss.job where group_id = ${WORKFLOW}`;
  return row?.beat ?? '';
}

test('the second run in the same process keeps its heartbeat when the first one ends', { timeout: 60_000 }, async () => {
  const runs: (() => void)[] = [];
  queue.consume(() => new Promise((resolve) => runs.push(() => resolve('done'))));
  await queue.wake(WORKFLOW);
  await until(() => runs.length === 1);
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 minute' where group_id = ${WORKFLOW}`;
  await until(() => runs.length === 2);
  runs[0]?.();
  // Twice: one heartbeat may already have been on its way.
  for (let beats = 0; beats < 2; beats += 1) {
    const before = await heartbeat();
    await until(async () => runs.length > 2 || (await heartbeat()) !== before);
  }
  expect(runs).toHaveLength(2);
  // The end of the second is the end of the wake-up.
  runs[1]?.();
  await queue.idle();
  expect(await sql`select 1 from pgboss.job where group_id = ${WORKFLOW} and state = 'active'`).toHaveLength(0);
});
