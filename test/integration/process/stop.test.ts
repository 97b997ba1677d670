/** SIGTERM and SIGINT through `npm start`: what runs is finished or handed back within ten seconds, and nothing is left behind. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { attemptsOf, type BatonProcess, groupIsAlive, startProcess, statusOf } from './baton-process.ts';

const STOP_MS = 10_000;

let fresh: FreshDatabase;
const started: BatonProcess[] = [];
beforeEach(async () => {
  fresh = await freshDatabase({ migrated: false });
});
afterEach(async () => {
  for (const baton of started.splice(0)) if (groupIsAlive(baton.child)) process.kill(-(baton.child.pid ?? 0), 'SIGKILL');
  await fresh.drop();
});

async function launch(env: Record<string, string> = { DATABASE_URL: fresh.url }): Promise<BatonProcess> {
  const baton = await startProcess({ env, npm: true });
  started.push(baton);
  return baton;
}

async function running(baton: BatonProcess, task: string): Promise<{ workflow: string; thread: string }> {
  const run = await baton.start(task);
  await baton.approve(run.workflow);
  await until(async () => statusOf(await baton.workflow(run.workflow), 'guide') === 'running');
  return run;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

async function stops(baton: BatonProcess, signals: readonly NodeJS.Signals[]): Promise<void> {
  const from = Date.now();
  for (const signal of signals) baton.kill(signal);
  await baton.exited;
  await until(() => !groupIsAlive(baton.child));
  expect(Date.now() - from).toBeLessThan(STOP_MS);
}

test('a call that ends within the grace is kept, and what follows is left to the next process', { timeout: 60_000 }, async () => {
  const first = await launch();
  const run = await running(first, '/orchestrate Compare the stores AND write the guide [[slow:3s]] THEN review both for risk');
  await stops(first, ['SIGTERM']);
  const second = await launch();
  const view = await until(async () => {
    const now = await second.workflow(run.workflow);
    return now.status === 'completed' && now;
  });
  expect([attemptsOf(view, 'Compare'), attemptsOf(view, 'guide'), attemptsOf(view, 'eview')]).toEqual([1, 1, 1]);
  expect((await second.messages(run.thread)).some(({ key }) => key?.startsWith('resumption'))).toBe(false);
  await stops(second, ['SIGINT']);
});

test('a call that takes longer is handed back and done again, and a second signal spoils nothing', { timeout: 90_000 }, async () => {
  const first = await launch();
  const run = await running(first, '/orchestrate Compare the stores AND write the guide [[slow:9s]] THEN review both for risk');
  await stops(first, ['SIGTERM', 'SIGTERM', 'SIGINT']);
  const second = await launch();
  const view = await until(async () => {
    const now = await second.workflow(run.workflow);
    return now.status === 'completed' && now;
  });
  expect([attemptsOf(view, 'Compare'), attemptsOf(view, 'guide')]).toEqual([1, 2]);
  const messages = await second.messages(run.thread);
  expect(messages.filter(({ key }) => key === 'resumption:1')).toHaveLength(1);
  await stops(second, ['SIGTERM']);
});

test('with the embedded database, its server is gone too', { timeout: 90_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-stop-'));
  await chmod(folder, 0o711);
  try {
    const baton = await launch({ DATA_DIR: join(folder, 'data') });
    const server = Number(/"server":(\d+)/u.exec(baton.output())?.[1]);
    expect(server).toBeGreaterThan(1);
    await stops(baton, ['SIGTERM']);
    // The server ends before Baton does; who inherits what is left of it may take a moment to collect it.
    await until(() => isGone(server));
    await stops(await launch({ DATA_DIR: join(folder, 'data') }), ['SIGINT']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('nothing runs: it stops at once', { timeout: 60_000 }, async () => {
  const baton = await launch();
  const from = Date.now();
  await stops(baton, ['SIGTERM']);
  expect(Date.now() - from).toBeLessThan(3_000);
});
