/** Two runs in one thread: words and commands without a number choose none of them by themselves. */
import { afterEach, expect, test } from 'vitest';
import { planned, type Served, serveFresh, type WorkflowJson } from './served.ts';

let served: Served;
afterEach(() => served.close());

const TASK = '/orchestrate Compare the stores AND write the guide THEN review both for risk';
const say = (text: string, thread: string) => served.post('/api/commands', { text, thread, as: 'ada' });
const toldBy = async (reply: Response) => ((await reply.json()) as { message: { text: string } }).message.text;
const waits = ({ status }: WorkflowJson) => status === 'waiting';
const openOf = ({ decisions }: WorkflowJson) => decisions.filter(({ status }) => status === 'open').map(({ kind }) => kind);

/** Both redo a part of one run, and wait for approval in its thread: #2 and #3. */
async function twoWaiting(): Promise<{ thread: string; older: string; newer: string }> {
  served = await serveFresh();
  const { id, thread, decision } = await planned(served, TASK);
  await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'ada' });
  await served.reached(id, ({ status }) => status === 'completed');
  const [older = '', newer = ''] = [await retried('1', thread), await retried('2', thread)];
  return { thread, older, newer };
}

async function retried(workstream: string, thread: string): Promise<string> {
  const { workflow } = (await (await say(`/baton retry 1 ${workstream}`, thread)).json()) as { workflow: string };
  await served.reached(workflow, waits);
  return workflow;
}

test.each([
  ['approve', 'approve #3', 'approve #2'],
  ['stop', 'stop #3', 'stop #2'],
  ['pause', 'pause #3', 'pause #2'],
  ['/baton cancel', '/baton cancel 3', '/baton cancel 2'],
  ['/baton pause', '/baton pause 3', '/baton pause 2'],
])('%s does nothing and names both', { timeout: 60_000 }, async (typed, one, other) => {
  const { thread, older, newer } = await twoWaiting();
  const before = [await served.workflow(older), await served.workflow(newer)];
  const told = await toldBy(await say(typed, thread));
  expect(told).toContain('nothing was done');
  expect(told).toContain(`“${one}” or “${other}”`);
  expect([await served.workflow(older), await served.workflow(newer)]).toEqual(before);
});

test('with its number a word is for that run only, and alone again it needs none', { timeout: 60_000 }, async () => {
  const { thread, older, newer } = await twoWaiting();
  expect(await toldBy(await say('approve #1', thread))).toContain('No run #1 is at work in this thread');
  expect(await (await say('Approve #2', thread)).json()).toMatchObject({ workflow: older, took: 'answer', status: 'accepted' });
  await served.reached(older, ({ status }) => status === 'completed');
  expect(waits(await served.workflow(newer))).toBe(true);
  expect(await (await say('approve', thread)).json()).toMatchObject({ workflow: newer, took: 'answer', status: 'accepted' });
});

test('the word approve is for plans and gates: a change outside the plan is approved where it is shown', { timeout: 60_000 }, async () => {
  served = await serveFresh();
  const { id, thread } = await planned(served, '/orchestrate Compare the stores [[slow:60s]] AND write the guide THEN review both for risk');
  const edits = ['1', '2', '3'].map((workstream) => ({ kind: 'set-agent', workstream, agent: 'explore' }));
  expect((await served.post(`/api/workflows/${id}/plan`, { edits, as: 'ada' })).status).toBe(200);
  expect((await say('approve', thread)).status).toBe(202);
  await served.reached(id, ({ plan }) => plan?.workstreams[0]?.status === 'running');
  const changed = await served.post(`/api/workflows/${id}/overrides`, { kind: 'change', workstream: '3', agent: 'general', as: 'ada' });
  expect(changed.status).toBe(200);
  expect(openOf(await served.workflow(id))).toEqual(['override-approval']);
  const refused = await say('approve', thread);
  expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([404, 'not-found']);
  expect(openOf(await served.workflow(id))).toEqual(['override-approval']);
  await say('stop', thread);
});
