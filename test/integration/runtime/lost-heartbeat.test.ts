/** A wake-up whose heartbeat was lost, by a database that was gone or a process that stood still. */
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
let runs: (() => void)[];
beforeEach(async () => {
  fresh = await freshDatabase();
  sql = postgres(fresh.url, { max: 1, onnotice: () => undefined });
  queue = createDriveQueue({ url: fresh.url, log: pino({ level: 'silent' }) });
  await queue.start();
  runs = [];
  queue.consume(() => new Promise((resolve) => runs.push(() => resolve('done'))));
  await queue.wake(WORKFLOW);
  await until(() => runs.length === 1);
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

/** Twice: one may already have been on its way. */
async function beats(): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    const before = await heartbeat();
    await until(async () => (await heartbeat()) !== before);
  }
}

const isActive = async (retries: number) =>
  (await sql`select 1 from pgboss.job where group_id = ${WORKFLOW} and state = 'active' and retry_count = ${retries}`).length === 1;

test('the run in the same process goes on, and its end is the end of the wake-up', { timeout: 60_000 }, async () => {
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 minute' where group_id = ${WORKFLOW}`;
  await until(() => isActive(1));
  await beats();
  expect([runs.length, await isActive(1)]).toEqual([1, true]);
  runs[0]?.();
  await queue.idle();
  expect(await isActive(1)).toBe(false);
});

test('when somebody else had it meanwhile it is run anew, and keeps its heartbeat when the former run ends', { timeout: 60_000 }, async () => {
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 minute', retry_count = retry_count + 1 where group_id = ${WORKFLOW}`;
  await until(() => runs.length === 2);
  runs[0]?.();
  await beats();
  expect([runs.length, await isActive(2)]).toEqual([2, true]);
  runs[1]?.();
  await queue.idle();
  expect(await isActive(2)).toBe(false);
});
