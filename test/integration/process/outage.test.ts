/** The database goes away and comes back: nothing accepted is lost, `/healthz` tells, and work goes on by itself. */
import { expect } from 'vitest';
import { verifyLedger } from '../../../db/verify.ts';
import { test } from '../../opened.ts';
import { until } from '../../until.ts';
import { attemptsOf, startProcess, statusOf } from './baton-process.ts';
import { killed } from './launcher.ts';
import { restartableServer } from './restartable-server.ts';

async function health(address: string): Promise<{ readonly status: number; readonly database: string }> {
  const response = await fetch(new URL('/healthz', address));
  const { database } = (await response.json()) as { database: string };
  return { status: response.status, database };
}

/** In milliseconds: shorter than every limit of ours, longer than the heartbeat of a wake-up. */
test.concurrent.for([3_000, 14_000])(
  'gone for %i ms while one call runs, one question waits and one run has just been taken',
  { timeout: 120_000 },
  async (ms, { open, onTestFailed }) => {
    const server = await restartableServer();
    open.push({ stop: () => server.remove() });
    const baton = await startProcess({ env: { DATABASE_URL: server.url } });
    open.push({ stop: () => killed(baton) });
    onTestFailed(() => console.error(baton.output()));
    const { address } = baton;
    const working = await baton.start('/orchestrate Compare the stores AND write the guide [[slow:2s]] THEN review both for risk');
    await baton.approve(working.workflow);
    const waiting = await baton.start('/orchestrate One thing AND another THEN a review');
    await until(async () => (await baton.workflow(waiting.workflow)).decisions.some(({ status }) => status === 'open'));
    const taken = await baton.start('/orchestrate This AND that THEN a review');
    await until(async () => statusOf(await baton.workflow(working.workflow), 'guide') === 'running');

    await server.stop();
    const from = Date.now();
    await until(async () => (await health(address)).status === 503);
    expect((await health(address)).database).toBe('unavailable');
    await until(() => Date.now() - from >= ms);
    await server.start();

    await until(async () => (await health(address)).status === 200);
    const done = await until(async () => {
      const view = await baton.workflow(working.workflow);
      return view.status === 'completed' && view;
    });
    expect(attemptsOf(done, 'Compare')).toBe(1);
    expect(attemptsOf(done, 'guide')).toBeLessThanOrEqual(2);
    for (const { workflow } of [waiting, taken]) await baton.approve(workflow);
    for (const { workflow } of [waiting, taken]) await until(async () => (await baton.workflow(workflow)).status === 'completed');
    for (const { thread } of [working, waiting, taken]) {
      const keys = await until(async () => {
        const now = (await baton.messages(thread)).flatMap(({ key }) => key ?? []);
        return now.includes('end') && now;
      });
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(baton.child.exitCode).toBeNull();
    expect(await verifyLedger(server.url, (difference) => expect(difference).toBeNull())).toMatchObject({ workflows: 3, differences: 0 });
  },
);
