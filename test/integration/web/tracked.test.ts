/** A list of work that other programs do, over HTTP: made, reported on, integrated; and what is loaded in a thread. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { load, SHIPPED } from '../../library/folders.ts';
import { until } from '../../until.ts';
import { type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh({ library: (await load(SHIPPED)).library });
});
afterAll(() => served.close());

async function send(path: string, body: unknown): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await served.post(path, body);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const LIST = { text: `/baton create --type pipeline --subtasks '[{"id":"t1","label":"Review auth"},{"id":"t2","label":"Review API"}]'`, as: 'ada' };

async function listed() {
  const { status, body } = await send('/api/commands', LIST);
  expect(status).toBe(202);
  const id = String(body.workflow);
  await served.reached(id, (workflow) => workflow.status === 'running');
  return { id, thread: String(body.thread) };
}

test('a program makes a list, reports on it and asks for the whole', async () => {
  const { id } = await listed();
  const report = (more: object) => send(`/api/workflows/${id}/overrides`, { kind: 'report', as: 'bot', ...more });
  expect(await report({ task: 't2', status: 'in_progress' })).toMatchObject({ status: 409, body: { error: { code: 'waits-for' } } });
  expect(await report({ task: 't1', status: 'in_progress', session: 'k-17' })).toMatchObject({ status: 200, body: { status: 'accepted' } });
  const workstreams = (await served.workflow(id)).plan?.workstreams ?? [];
  expect(workstreams[0]).toMatchObject({ id: '1', givenId: 't1', status: 'pending', takenUp: { by: 'bot', session: 'k-17' } });
  expect(await report({ task: 't1', status: 'completed' })).toMatchObject({ status: 422, body: { error: { code: 'text-needed' } } });
  expect(await report({ task: 't1', status: 'completed', result: 'Two findings.' })).toMatchObject({ status: 200 });
  expect(await report({ task: 't1', status: 'failed', result: 'no' })).toMatchObject({ status: 409, body: { error: { code: 'already-settled' } } });
  expect(await report({ task: 't9', status: 'failed' })).toMatchObject({ status: 422, body: { error: { code: 'unknown-workstream' } } });
  expect(await report({ task: 't1', status: 'done' })).toMatchObject({ status: 400, body: { error: { code: 'bad-input' } } });
  expect(await send(`/api/workflows/${id}/overrides`, { kind: 'aggregate', as: 'ada' })).toMatchObject({ status: 200 });
  const ended = await served.reached(id, (workflow) => workflow.status === 'partial');
  expect(ended.coverage).toMatchObject({ done: 1, total: 2, missing: [{ id: '2', why: 'cancelled' }] });
  const events = (await (await served.get(`/api/workflows/${id}/events`)).json()) as { events: { kind: string; event: { attempt?: { label?: string } } }[] };
  expect(events.events.filter(({ kind }) => kind === 'attempt-started').map(({ event }) => event.attempt?.label)).toEqual([`wf_${ended.number}_synthesis`]);
  const ledger = await (await served.get(`/workflows/${ended.number}/ledger`)).text();
  expect(ledger).toContain(`<code>wf_${ended.number}_synthesis</code>`);
  expect(ledger).toContain('took up [1] t1: Review auth, session k-17.');
});

test('the same over commands, once per key', async () => {
  const { id } = await listed();
  const { number } = await served.workflow(id);
  const update = { text: `/baton update --id ${number} --task-id t1 --status completed --result "Fine."`, as: 'bot', key: 'report-0001' };
  expect(await send('/api/commands', update)).toMatchObject({ status: 202, body: { workflow: id, took: 'update', status: 'accepted' } });
  expect(await send('/api/commands', update)).toMatchObject({ status: 202, body: { status: 'accepted' } });
  expect(await send('/api/commands', { text: `/baton update --id ${number} --task-id t9 --status failed` })).toMatchObject({
    status: 422,
    body: { error: { code: 'unknown-workstream', message: 'This list has no such subtask. It has t1, t2.' } },
  });
  expect(await send('/api/commands', { text: '/baton create --type tree t1: A' })).toMatchObject({ status: 400, body: { error: { code: 'misread-command' } } });
});

test('a button of the page integrates, with its price in the question', async () => {
  const { id, thread } = await listed();
  await send(`/api/workflows/${id}/overrides`, { kind: 'report', task: 't1', status: 'completed', result: 'Fine.' });
  // The live card follows at the pace of the page.
  await until(async () =>
    /hx-confirm="Integrate 1 result into one answer, for about \$0\.\d\d/u.test(await (await served.get(`/t/${thread}`)).text()) ? true : null,
  );
  expect((await served.form(`/workflows/${id}/overrides`, { kind: 'aggregate' })).status).toBe(303);
  await served.reached(id, (workflow) => workflow.status === 'partial');
});

test('Load in a thread changes the next phase and approves nothing', async () => {
  const started = await send('/api/commands', { text: '/parallel "one thing" "another"' });
  const id = String(started.body.workflow);
  await served.reached(id, (workflow) => workflow.status === 'waiting');
  const text = 'Load agents/personas/startup-cto.md\nLoad engineering/aws-solution-architect/SKILL.md';
  expect(await send('/api/commands', { text, thread: started.body.thread })).toMatchObject({ status: 202, body: { took: 'load', status: 'accepted' } });
  const workflow = await served.workflow(id);
  expect(workflow).toMatchObject({ status: 'waiting', plan: { revision: 2, phases: [{ persona: 'startup-cto', skills: ['aws-solution-architect'] }] } });
});
