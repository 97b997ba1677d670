/** `kill -9` in the middle of a phase: the next process, or one that is alive already, goes on by itself. */
import { expect } from 'vitest';
import { test } from '../../opened.ts';
import { until } from '../../until.ts';
import { attemptsOf, type BatonProcess, statusOf } from './baton-process.ts';
import { killed, launcher } from './launcher.ts';

/** Done at once, then slow, then what needs both. */
const TASK = '/orchestrate Compare the stores AND write the guide [[slow:10s]] THEN review both for risk';
/** DESIGN: takeover within 15 s. */
const TAKEOVER_MS = 15_000;

async function midPhase(baton: BatonProcess): Promise<{ workflow: string; thread: string }> {
  const run = await baton.start(TASK);
  await baton.approve(run.workflow);
  await until(async () => {
    const view = await baton.workflow(run.workflow);
    return statusOf(view, 'Compare') === 'done' && statusOf(view, 'guide') === 'running';
  });
  return run;
}

async function completes(baton: BatonProcess, { workflow, thread }: { workflow: string; thread: string }): Promise<void> {
  const view = await until(async () => {
    const now = await baton.workflow(workflow);
    return now.status === 'completed' && now;
  });
  expect([attemptsOf(view, 'Compare'), attemptsOf(view, 'guide'), attemptsOf(view, 'eview')]).toEqual([1, 2, 1]);
  const messages = await until(async () => {
    const now = await baton.messages(thread);
    return now.some(({ key }) => key === 'end') && now;
  });
  const keys = messages.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  const told = messages.find(({ key }) => key === 'resumption:1');
  expect(told?.text).toContain('1 attempt');
}

test.concurrent('the process alone, started again', { timeout: 120_000 }, async ({ open }) => {
  const launch = await launcher(open);
  const first = await launch();
  const run = await midPhase(first);
  await killed(first);
  await completes(await launch(), run);
});

test.concurrent('a second process takes over within fifteen seconds', { timeout: 120_000 }, async ({ open }) => {
  const launch = await launcher(open);
  const first = await launch();
  const run = await midPhase(first);
  const second = await launch();
  const killedAt = Date.now();
  await killed(first);
  await until(async () => (await second.messages(run.thread)).some(({ key }) => key === 'resumption:1'));
  expect(Date.now() - killedAt).toBeLessThan(TAKEOVER_MS);
  await completes(second, run);
});
