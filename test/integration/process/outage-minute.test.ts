/**
 * The database is gone for a whole minute: what was accepted before is there afterwards, clicks meanwhile are refused in
 * words or kept, `/healthz` tells all the time, work goes on by itself, and the receipt says what really happened.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyLedger } from '../../../db/verify.ts';
import { until } from '../../until.ts';
import { attemptsOf, type BatonProcess, startProcess, statusOf, type WorkflowView } from './baton-process.ts';
import { type RestartableServer, restartableServer } from './restartable-server.ts';

const GONE_MS = 60_000;
/** `/healthz` gives up on a part after three seconds, and nobody else waits for longer. */
const ANSWER_MS = 4_000;
/** DESIGN: what lost its driver is taken over within fifteen seconds. */
const RESUME_MS = 15_000;

const eventsSchema = z.object({
  events: z.array(z.object({ kind: z.string(), event: z.unknown() })),
});
const receiptSchema = z.object({ kept: z.number(), repeated: z.array(z.string()), maybeTwiceUsd: z.number() });
const interruptedSchema = z.object({ attempt: z.string(), bookedUsd: z.number() });

let server: RestartableServer;
let baton: BatonProcess;
beforeEach(async () => {
  server = await restartableServer();
  baton = await startProcess({ env: { DATABASE_URL: server.url } });
});
afterEach(async () => {
  baton.kill('SIGKILL');
  await baton.exited;
  await server.remove();
});

async function post(
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly code: string | null; readonly body: unknown; readonly tookMs: number }> {
  const from = Date.now();
  const response = await fetch(new URL(path, baton.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'ada', ...body }),
  });
  const answer: unknown = await response.json();
  const refused = z.object({ error: z.object({ code: z.string() }) }).safeParse(answer);
  return { status: response.status, code: refused.data?.error.code ?? null, body: answer, tookMs: Date.now() - from };
}

async function health(): Promise<{ readonly status: number; readonly body: unknown; readonly tookMs: number }> {
  const from = Date.now();
  const response = await fetch(new URL('/healthz', baton.address));
  return { status: response.status, body: await response.json(), tookMs: Date.now() - from };
}

async function events(workflow: string) {
  const response = await fetch(new URL(`/api/workflows/${workflow}/events`, baton.address));
  return eventsSchema.parse(await response.json()).events;
}

async function openDecision(workflow: string): Promise<string> {
  const found = await until(async () => (await baton.workflow(workflow)).decisions.find(({ status }) => status === 'open'));
  return found.id;
}

/** As a view, once it is over. */
const completed = (workflow: string): Promise<WorkflowView> =>
  until(async () => {
    const view = await baton.workflow(workflow);
    return view.status === 'completed' && view;
  });

test('gone for sixty seconds', { timeout: 240_000 }, async () => {
  const working = await baton.start('/orchestrate Compare the stores AND write the guide [[slow:20s]] THEN review both for risk');
  await baton.approve(working.workflow);
  const waiting = await baton.start('/orchestrate One thing AND another THEN a review');
  const decision = await openDecision(waiting.workflow);
  const approved = await baton.start('/orchestrate First AND second [[slow:2s]] THEN third');
  const approval = await openDecision(approved.workflow);
  await until(async () => statusOf(await baton.workflow(working.workflow), 'guide') === 'running');
  // Both are accepted, and nothing of what follows from them has been waited for.
  expect((await post(`/api/decisions/${approval}`, { option: 'approve' })).status).toBe(200);
  const taken = await baton.start('/orchestrate This AND that THEN a review');

  await server.stop();
  const from = Date.now();
  await until(async () => (await health()).status === 503);
  const refusedKey = 'refused-0001';
  const clicks: Awaited<ReturnType<typeof post>>[] = [];
  const told: Awaited<ReturnType<typeof health>>[] = [];
  await until(async () => {
    told.push(await health());
    clicks.push(await post(`/api/decisions/${decision}`, { option: 'approve' }), await post('/api/commands', { text: '/orchestrate Lost', key: refusedKey }));
    return Date.now() - from >= GONE_MS;
  });
  // The process said so at every look, in time, and no click was taken that nobody kept.
  for (const { status, body, tookMs } of told) {
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'failing', database: 'unavailable' });
    expect(tookMs).toBeLessThan(ANSWER_MS);
  }
  for (const { status, code, body, tookMs } of clicks) {
    expect(tookMs).toBeLessThan(ANSWER_MS);
    expect([status, code]).toEqual([503, 'unavailable']);
    expect(body).toMatchObject({ error: { message: expect.stringContaining('Try again') as string } });
  }

  await server.start();
  const back = Date.now();
  await until(async () => (await health()).status === 200);
  expect((await health()).body).toMatchObject({ status: 'ok', database: 'ok', queue: 'ok' });

  // Nobody touches these: they go on by themselves.
  await until(async () => {
    const view = await baton.workflow(working.workflow);
    return statusOf(view, 'guide') === 'done' || attemptsOf(view, 'guide') > 1;
  });
  expect(Date.now() - back).toBeLessThan(RESUME_MS);
  const [done] = await Promise.all([completed(working.workflow), completed(approved.workflow), openDecision(taken.workflow)]);
  const log = await events(working.workflow);
  await receiptIsTrue(done, working.thread, log);

  // A refused click left nothing: the question is open, and the same command with its key starts one run.
  expect((await baton.workflow(waiting.workflow)).decisions).toMatchObject([{ id: decision, status: 'open' }]);
  const [once, twice] = [
    await post('/api/commands', { text: '/orchestrate Lost', key: refusedKey }),
    await post('/api/commands', { text: '/orchestrate Lost', key: refusedKey }),
  ];
  expect([once.status, twice.status]).toEqual([202, 202]);
  expect(twice.body).toEqual(once.body);
  for (const { workflow } of [waiting, taken]) await baton.approve(workflow);
  for (const { workflow, thread } of [working, approved, waiting, taken]) {
    await completed(workflow);
    const keys = await until(async () => {
      const now = (await baton.messages(thread)).flatMap(({ key }) => key ?? []);
      return now.includes('end') && now;
    });
    expect(new Set(keys).size).toBe(keys.length);
  }
  expect(baton.child.exitCode).toBeNull();
  expect(await verifyLedger(server.url, (difference) => expect(difference).toBeNull())).toMatchObject({ workflows: 5, differences: 0 });
});

/** Whoever appended first, the former drive with the call's result or the next one: the thread tells the one that happened. */
async function receiptIsTrue(view: WorkflowView, thread: string, log: Awaited<ReturnType<typeof events>>): Promise<void> {
  const receipts = log.flatMap(({ kind, event }) => (kind === 'driver-resumed' ? [receiptSchema.parse(event)] : []));
  const interrupted = log.flatMap(({ kind, event }) => (kind === 'attempt-interrupted' ? [interruptedSchema.parse(event)] : []));
  const told = (await baton.messages(thread)).filter(({ key }) => key?.startsWith('resumption:'));
  expect(told).toHaveLength(receipts.length);
  expect(receipts.flatMap(({ repeated }) => repeated).toSorted()).toEqual(interrupted.map(({ attempt }) => attempt).toSorted());
  const twice = (list: readonly number[]): number => list.reduce((sum, usd) => sum + usd, 0);
  expect(twice(receipts.map(({ maybeTwiceUsd }) => maybeTwiceUsd))).toBeCloseTo(twice(interrupted.map(({ bookedUsd }) => bookedUsd)), 9);
  expect(attemptsOf(view, 'Compare')).toBe(1);
  expect(attemptsOf(view, 'guide')).toBe(1 + interrupted.length);
  for (const { kept } of receipts) expect(kept).toBe(1);
  for (const { text } of told) expect(text).toMatch(/Kept 1 result\. Running 1 attempt again/u);
}
