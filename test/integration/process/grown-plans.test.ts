/** `kill -9` in the middle of a plan that has grown, and of a panel that waits for a casting vote: the next process goes on from both. */
import { expect } from 'vitest';
import { test } from '../../opened.ts';
import { until } from '../../until.ts';
import { attemptsOf, type BatonProcess, statusOf } from './baton-process.ts';
import { killed, launcher } from './launcher.ts';

async function told(baton: BatonProcess, thread: string, key: string): Promise<string> {
  return await until(async () => (await baton.messages(thread)).find((message) => message.key === key)?.text);
}

test.concurrent('a supervised plan keeps its pieces, its decisions and its results', { timeout: 120_000 }, async ({ open }) => {
  const launch = await launcher(open);
  const first = await launch();
  const task = 'Compare the stores [[redo]] [[reassign]] AND collect the duties [[slow:8s]] AND list the risks';
  const run = await first.start(`/orchestrate pattern:supervisor ${task}`);
  await first.approve(run.workflow);
  // The first piece is done three times, then the second is added, and runs when the process dies.
  await until(async () => statusOf(await first.workflow(run.workflow), 'duties') === 'running');
  await killed(first);
  const second = await launch();
  const view = await until(async () => {
    const now = await second.workflow(run.workflow);
    return now.status === 'completed' && now;
  });
  expect(view.plan?.workstreams.map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect([attemptsOf(view, 'Compare'), attemptsOf(view, 'duties'), attemptsOf(view, 'risks')]).toEqual([3, 2, 1]);
  expect(view.supervised).toEqual([
    { workstream: '1', choice: 'redo' },
    { workstream: '1', choice: 'reassign' },
    { workstream: '1', choice: 'spawn' },
    { workstream: '2', choice: 'spawn' },
    { workstream: '3', choice: 'finish' },
  ]);
  expect(await told(second, run.thread, 'supervised:1')).toContain('is done again, with notes');
  expect(await told(second, run.thread, 'supervised:2')).toContain('goes to a plan agent');
  expect(await told(second, run.thread, 'supervised:5')).toContain('nothing more is needed');
  expect(await told(second, run.thread, 'end')).toContain('Coverage: 3 of 3 workstreams.');
});

test.concurrent('a panel that does not agree waits for a person, across a crash, and its ruling reaches the end', { timeout: 120_000 }, async ({ open }) => {
  const launch = await launcher(open);
  const first = await launch();
  const run = await first.start('/orchestrate pattern:expert-panel Should we ship the audit log to production? [[red]] [[slow:3s]]');
  await first.approve(run.workflow);
  await until(async () => (await first.workflow(run.workflow)).plan?.workstreams.some(({ status }) => status === 'done'));
  await killed(first);
  const second = await launch();
  await second.answer(run.workflow, 'casting-vote', 'ask-again', 'Look at the audit trail.');
  await until(async () => (await second.workflow(run.workflow)).decisions.some(({ kind, status }) => kind === 'casting-vote' && status === 'open'));
  await killed(second);
  const third = await launch();
  expect((await third.workflow(run.workflow)).panel).toEqual({ awaits: 'red', ruling: null });
  await third.answer(run.workflow, 'casting-vote', 'no-go');
  await until(async () => (await third.workflow(run.workflow)).status === 'completed');
  expect((await third.workflow(run.workflow)).panel).toEqual({ awaits: null, ruling: { option: 'no-go', by: 'ada' } });
  expect(await told(third, run.thread, 'ballot:1')).toContain('● red');
  expect(await told(third, run.thread, 'ballot:1:2')).toContain('● red');
  expect(await told(third, run.thread, 'panel')).toContain('A red stands, whatever the majority says.');
  expect(await told(third, run.thread, 'end')).toContain('No-go: decided by @ada');
});
