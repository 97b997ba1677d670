/** Old runs go with everything that is theirs, and nothing else goes; what they cost stays. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyLedger } from '../../../db/verify.ts';
import { artifactId, channelId, inputId, LOCAL_TENANT, personId, type TenantId, tenantId, type WorkflowId, workstreamId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { dailyCleanUp } from '../../../src/runtime/cleanup.ts';
import { until } from '../../until.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';

let baton: Assembled & { readonly url: string };
beforeEach(async () => {
  baton = await assembleFresh();
});
afterEach(async () => {
  await baton.close();
});

const over = (state: Workflow) => state.stage.kind === 'ended';
const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;
const TASK = '/orchestrate Compare the stores AND write the guide THEN review both';

async function finished(task = TASK): Promise<WorkflowId> {
  const { workflow } = await baton.start(task);
  await approved(workflow);
  return workflow;
}

async function approved(workflow: WorkflowId): Promise<void> {
  const [decision] = openDecisions(await baton.reached(workflow, waits));
  if (decision) await baton.answer(decision.id, 'approve');
  await baton.reached(workflow, over);
  // Its thread too shows the end.
  await until(() => baton.runtime.active() === 0);
}

/** Makes a run look as if everything in it had happened that long ago. */
async function age(workflow: WorkflowId, days: number): Promise<void> {
  const ms = days * 86_400_000;
  await baton.database.sql`update workflows set updated_at = updated_at - ${ms} where id = ${workflow}`;
  await baton.database.sql`update messages set at = at - ${ms} where thread = (select thread from workflows where id = ${workflow})`;
  await baton.database.sql`update threads set at = at - ${ms} where thread = (select thread from workflows where id = ${workflow})`;
}

async function rowsOf(workflow: WorkflowId): Promise<number> {
  const { sql } = baton.database;
  const tables = ['events', 'inbox', 'artifacts', 'messages', 'workstreams', 'attempts', 'decisions', 'handoffs', 'usage', 'reservations', 'workflows'];
  const counts = await Promise.all(
    tables.map(
      (table) => sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)} where ${sql(table === 'workflows' ? 'id' : 'workflow')} = ${workflow}`,
    ),
  );
  return counts.reduce((sum, [row]) => sum + (row?.n ?? 0), 0);
}

async function cleanUp(text = '/baton cleanup --days 30'): Promise<void> {
  expect(await baton.say(text)).toMatchObject({ kind: 'told', card: { kind: 'notice' } });
}

async function spent(): Promise<number> {
  const [row] = await baton.database.sql<{ usd: number }[]>`
    select coalesce((select sum(cost_usd) from usage), 0) + coalesce((select sum(cost_usd) from usage_totals), 0) as usd`;
  return row?.usd ?? 0;
}

test('an old run goes whole, a young one and an open one stay whole, and the sum of costs stays', async () => {
  const [old, young] = [await finished(), await finished()];
  const { workflow: open } = await baton.start(TASK);
  await baton.reached(open, waits);
  await age(old, 31);
  await age(open, 400);
  const [before, youngBefore, openBefore] = [await spent(), await rowsOf(young), await rowsOf(open)];
  await cleanUp();
  expect(await rowsOf(old)).toBe(0);
  expect([await rowsOf(young), await rowsOf(open)]).toEqual([youngBefore, openBefore]);
  expect(await spent()).toBeCloseTo(before, 9);
  const [totals] = await baton.database.sql<{ person: string; calls: number }[]>`select person, sum(calls)::int as calls from usage_totals group by 1`;
  expect(totals).toEqual({ person: 'ada', calls: 8 });
  const threads = await baton.database.archive.threads(LOCAL_TENANT, channelId('general'), 10);
  expect(threads).toHaveLength(2);
  await age(open, -400);
  expect(await verifyLedger(baton.url, (difference) => expect(difference).toBeNull())).toMatchObject({ workflows: 2, differences: 0 });
});

test('a run whose results another one takes over stays as long as that one', async () => {
  const former = await finished();
  const reply = await baton.runtime.desk.branch({
    ...{ tenant: LOCAL_TENANT, actor: personId('ada'), groups: [], admin: true, input: inputId('branch-of-old') },
    ...{ workflow: former, workstream: workstreamId('3'), change: null },
  });
  if (reply.kind !== 'started') throw new Error('not started');
  await age(former, 90);
  await cleanUp();
  expect(await rowsOf(former)).toBeGreaterThan(0);
  await approved(reply.workflow);
  await age(reply.workflow, 90);
  await cleanUp();
  expect([await rowsOf(former), await rowsOf(reply.workflow)]).toEqual([0, 0]);
});

test('uploads go with the last run that was given them', async () => {
  const bytes = new TextEncoder().encode('a,b\n1,2\n');
  const ref = { id: artifactId('00000000-0000-4000-8000-00000000000a'), name: 'data.csv', mediaType: 'text/csv', bytes: bytes.length, sha256: 'f'.repeat(64) };
  await baton.database.artifacts.store(LOCAL_TENANT, { ref, content: bytes });
  const runs: WorkflowId[] = [];
  for (const _ of [1, 2]) {
    const reply = await baton.say(TASK, { attachments: [ref.id] });
    if (reply.kind !== 'started') throw new Error('not started');
    await approved(reply.workflow);
    runs.push(reply.workflow);
  }
  await baton.database.sql`update artifacts set stored_at = 0 where id = ${ref.id}`;
  const [first, second] = runs;
  if (!first || !second) throw new Error('No runs');
  await age(first, 60);
  await cleanUp();
  expect(await baton.database.artifacts.read(LOCAL_TENANT, ref.id)).not.toBeNull();
  await age(second, 60);
  await cleanUp();
  expect(await baton.database.artifacts.read(LOCAL_TENANT, ref.id)).toBeNull();
});

test('an upload that no request has named goes after a week, whatever the setting says', async () => {
  const { artifacts, retention, sql } = baton.database;
  const bytes = new TextEncoder().encode('a,b\n');
  const upload = async (name: string, tenant: TenantId) => {
    const ref = { id: artifactId(crypto.randomUUID()), name, mediaType: 'text/csv', bytes: bytes.length, sha256: 'f'.repeat(64) };
    await artifacts.store(tenant, { ref, content: bytes });
    return ref.id;
  };
  const elsewhere = tenantId('T-without-a-run');
  const [used, old, young] = [await upload('used.csv', LOCAL_TENANT), await upload('old.csv', LOCAL_TENANT), await upload('young.csv', LOCAL_TENANT)];
  const theirs = await upload('theirs.csv', elsewhere);
  const reply = await baton.say(TASK, { attachments: [used] });
  expect(reply.kind).toBe('started');
  const daysAgo = (days: number) => Date.now() - days * 86_400_000;
  await sql`update artifacts set stored_at = ${daysAgo(8)} where id in ${sql([used, old, theirs])}`;
  await sql`update artifacts set stored_at = ${daysAgo(6)} where id = ${young}`;
  await dailyCleanUp({
    retention,
    deliveries: baton.database.deliveries,
    settings: baton.database.settings({ retention_days: null }),
    log: { info: () => undefined },
  });
  const kept = await Promise.all([used, old, young].map(async (id) => (await artifacts.read(LOCAL_TENANT, id)) !== null));
  expect(kept).toEqual([true, false, true]);
  expect(await artifacts.read(elsewhere, theirs)).toBeNull();
});

test('the daily job goes by the setting, in batches; without one it keeps everything', async () => {
  const runs: WorkflowId[] = [];
  for (let n = 0; n < 3; n += 1) runs.push(await finished());
  for (const run of runs) await age(run, 8);
  const deps = {
    retention: { ...baton.database.retention, removeRuns: (tenant: typeof LOCAL_TENANT, days: number) => baton.database.retention.removeRuns(tenant, days, 1) },
    deliveries: baton.database.deliveries,
  };
  const log = { info: () => undefined };
  const settings = (days: number | null) => baton.database.settings({ retention_days: days });
  await dailyCleanUp({ ...deps, settings: settings(null), log });
  expect(await Promise.all(runs.map(rowsOf))).not.toContain(0);
  await dailyCleanUp({ ...deps, settings: settings(7), log });
  expect(await Promise.all(runs.map(rowsOf))).toEqual([0, 0, 0]);
});

test('someone who is no admin removes nothing', async () => {
  const old = await finished();
  await age(old, 99);
  const reply = await baton.runtime.desk.command({
    ...{ tenant: LOCAL_TENANT, actor: personId('mallory'), groups: [], admin: false, input: inputId('cleanup-by-mallory'), surface: 'web' },
    ...{ channel: channelId('general'), thread: null, text: '/baton cleanup --days 1', attachments: [] },
  });
  expect(reply).toMatchObject({ kind: 'told', card: { kind: 'notice' } });
  expect(await rowsOf(old)).toBeGreaterThan(0);
});

test('the verifier finds what does not follow from the events', async () => {
  const run = await finished();
  await baton.database.sql`update workstreams set status = 'failed' where workflow = ${run} and id = '1'`;
  await baton.database.sql`update usage set cost_usd = cost_usd + 1 where workflow = ${run} and subject = 'synthesis'`;
  await baton.database.sql`delete from handoffs where workflow = ${run} and phase = 'p1'`;
  await baton.database.sql`update workflows set done = 0 where id = ${run}`;
  const found: string[] = [];
  const sum = await verifyLedger(baton.url, ({ table, key, column }) => found.push([table, key, column].join(' ')));
  expect(found.map((one) => one.replace(/[0-9a-f-]{36}-a\d+/u, 'attempt')).toSorted()).toEqual([
    'handoffs p1 (row)',
    'usage attempt cost_usd',
    'workflows  done',
    'workstreams 1 status',
  ]);
  expect(sum.differences).toBe(4);
});
