/** Decisions with groups and votes, corrections, changes, branches and costs, over JSON and by form. */
import { afterEach, expect, test } from 'vitest';
import { libraryOf } from '../../fakes/library.ts';
import { planned, type Served, serveFresh, type WorkflowJson } from './served.ts';

let served: Served;
afterEach(() => served.close());

const about = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: 'all', text: `Be ${name}.` });
const TASK = '/orchestrate Compare the stores AND write the guide THEN review both for risk';
const answer = (decision: string, as: string, option = 'approve') => served.post(`/api/decisions/${decision}`, { option, as });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

async function completed(task = TASK): Promise<{ id: string; thread: string; workflow: WorkflowJson }> {
  const { id, thread, decision } = await planned(served, task);
  await answer(decision, 'ada');
  return { id, thread, workflow: await served.reached(id, ({ status }) => status === 'completed') };
}

test('a group of the settings may answer as it is at that moment, two must agree, and the requester does not count', async () => {
  served = await serveFresh({ settings: { approver_groups: ['leads'], groups: { leads: ['bea', 'cem'] }, approvals_needed: 2, requester_may_approve: false } });
  const { id, decision } = await planned(served, TASK);
  const own = await answer(decision, 'ada');
  expect([own.status, await codeOf(own)]).toEqual([403, 'not-allowed']);
  const stranger = await answer(decision, 'dan');
  expect(stranger.status).toBe(403);
  expect((await stranger.json()) as object).toMatchObject({ error: { message: expect.stringContaining('@leads') as string } });
  expect((await answer(decision, 'bea')).status).toBe(200);
  const twice = await answer(decision, 'bea');
  expect([twice.status, await codeOf(twice)]).toEqual([409, 'already-voted']);
  const [open] = (await served.workflow(id)).decisions as unknown as readonly {
    status: string;
    votes: readonly { by: string }[];
    mayAnswerGroups: readonly string[];
  }[];
  expect(open).toMatchObject({ status: 'open', votes: [{ by: 'bea' }], mayAnswerGroups: ['leads'] });
  expect((await answer(decision, 'cem')).status).toBe(200);
  await served.reached(id, ({ status }) => status === 'completed');
});

test('whoever left the group may not answer any more, without a restart', async () => {
  served = await serveFresh({ settings: { approver_groups: ['leads'], groups: { leads: ['bea'] } } });
  const { decision } = await planned(served, TASK);
  await served.baton.database.sql`insert into settings (tenant, channel, chosen, changed_by) values ('local', '', '{"groups":{"leads":["cem"]}}', 'ada')`;
  expect((await answer(decision, 'bea')).status).toBe(403);
  expect((await answer(decision, 'cem')).status).toBe(200);
});

test('one kind of question has its own people: a refused click says why and who may, and anyone may answer another kind', async () => {
  served = await serveFresh({ settings: { approvers: ['cem'], groups: { leads: ['bea'] } } });
  const set = async (text: string) => {
    const reply = await served.post('/api/commands', { text: `/baton settings set ${text}`, as: 'ada' });
    expect(reply.status).toBe(200);
    return ((await reply.json()) as { message: { text: string } }).message.text;
  };
  expect(await set('plan_policy group:leads, needs 2, not requester')).toContain('group:leads, needs 2, not requester');
  expect(await set('plan_policy group:leads, not requester --channel')).toContain('plan_policy: group:leads, not requester · set for this channel');
  await set('failure_policy anyone');
  const { id, decision } = await planned(served, '/orchestrate Compare the stores [[fail]] AND write the guide THEN review both for risk');
  for (const person of ['cem', 'ada', 'dan']) {
    const refused = await answer(decision, person);
    expect(refused.status).toBe(403);
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('not-allowed');
    expect(error.message).toContain('Only @leads can do that here; @ada, who asked for it, cannot.');
  }
  expect((await answer(decision, 'bea')).status).toBe(200);
  const failed = await served.reached(id, ({ decisions }) => decisions.some(({ kind, status }) => kind === 'failure-menu' && status === 'open'));
  const menu = failed.decisions.find(({ kind }) => kind === 'failure-menu');
  expect((await answer(menu?.id ?? '', 'dan', 'cancel-rest')).status).toBe(200);
});

test('the page changes settings, says what does not fit, and shows where each value comes from', async () => {
  served = await serveFresh();
  const fields = { action: 'set', scope: 'workspace', channel: 'general' };
  const changed = await served.form('/settings', { ...fields, name: 'budget_policy', value: 'group:finance, needs 2' });
  const text = await changed.text();
  expect([changed.status, text.includes('group:finance, needs 2'), text.includes('set for the workspace')]).toEqual([200, true, true]);
  const wrong = await served.form('/settings', { ...fields, name: 'budget_policy', value: 'anyon' }, { 'hx-request': 'true' });
  expect([wrong.status, (await wrong.text()).includes('Did you mean anyone?')]).toEqual([400, true]);
  const other = await served.form(
    '/settings',
    { ...fields, scope: 'channel', channel: 'ops', name: 'max_parallel_agents', value: '2' },
    { 'hx-request': 'true' },
  );
  expect(await other.text()).toContain('hx-swap-oob="true"');
  const shown = async (path: string) => /max_parallel_agents<\/code>: <strong>(\d)/u.exec(await (await served.get(path)).text())?.[1];
  expect([await shown('/settings'), await shown('/settings?channel=ops')]).toEqual(['3', '2']);
  expect((await served.form('/settings', { ...fields, action: 'reset', name: 'budget_policy' })).status).toBe(200);
  expect(await (await served.get('/settings')).text()).not.toContain('group:finance');
  expect((await served.form('/settings', { ...fields, name: '__proto__', value: '1' })).status).toBe(400);
  expect((await served.form('/settings', { name: 'groups' })).status).toBe(400);
});

test('a branch over JSON and by form reuses what it can, in the same thread', async () => {
  served = await serveFresh();
  const { id, thread } = await completed();
  const reply = await served.post(`/api/workflows/${id}/branch`, { workstream: 3, note: 'Be stricter.', as: 'bea', key: 'branch-0001' });
  expect(reply.status).toBe(202);
  const first = (await reply.json()) as { workflow: string; thread: string; reused: readonly string[]; savedUsd: number };
  expect(first).toMatchObject({ thread, reused: ['1', '2'] });
  expect(first.savedUsd).toBeGreaterThan(0);
  const again = await served.post(`/api/workflows/${id}/branch`, { workstream: 3, note: 'Be stricter.', as: 'bea', key: 'branch-0001' });
  expect(await again.json()).toMatchObject({ workflow: first.workflow });
  expect(await served.workflow(first.workflow)).toMatchObject({ branchOf: { workflow: id, number: 1 } });
  const early = await served.post(`/api/workflows/${first.workflow}/branch`, { workstream: 1 });
  expect([early.status, await codeOf(early)]).toEqual([409, 'not-ended']);
  const form = await served.form(`/workflows/${id}/branch`, { workstream: '1', text: '' });
  expect([form.status, form.headers.get('location')]).toEqual([303, `/t/${thread}`]);
});

test('what has not begun is changed on its page; nothing changed is said so; a correction of a handoff is taken line by line', async () => {
  served = await serveFresh({ library: libraryOf({ personas: [about('security-expert')], skills: ['careful', 'terse', 'plain'].map(about) }) });
  const { id, decision } = await planned(served, '/orchestrate Compare the stores AND write the guide [[slow:60s]] THEN review both for risk');
  await answer(decision, 'ada');
  await served.reached(id, ({ plan }) => plan?.workstreams[0]?.status === 'done');
  const page = await (await served.get(`/workflows/${id}/change`)).text();
  expect(page).toContain('Change what has not begun');
  expect(page).toContain('id="change-3"');
  expect(page).not.toContain('id="change-1"');
  const three = (await served.workflow(id)).plan?.workstreams[2];
  const fields = { kind: 'change', workstream: '3', task: three?.title ?? '', agent: three?.agent ?? '', persona: '', model: 'claude-opus-5-5' };
  expect((await served.form(`/workflows/${id}/overrides`, fields)).status).toBe(303);
  const changed = (await served.workflow(id)).plan?.workstreams[2] as unknown as { model: string; task: string };
  expect([changed.model, changed.task]).toEqual(['claude-opus-5-5', three?.title]);
  expect((await served.form(`/workflows/${id}/overrides`, fields)).status).toBe(400);
  const skilled = await served.form(`/workflows/${id}/overrides`, { ...fields, skills: 'careful, terse\r\ncareful' });
  expect([skilled.status, (await served.workflow(id)).plan?.workstreams[2]?.skills]).toEqual([303, ['careful', 'terse']]);
  const wholePhase = { kind: 'change-phase', phase: 'p2', persona: 'security-expert', skills: '' };
  expect((await served.form(`/workflows/${id}/overrides`, wholePhase)).status).toBe(303);
  expect((await served.workflow(id)).plan?.workstreams[2]).toMatchObject({ persona: 'security-expert', skills: ['careful', 'terse'] });
  expect((await served.form(`/workflows/${id}/overrides`, { ...wholePhase, persona: '', skills: 'plain' })).status).toBe(303);
  expect((await served.workflow(id)).plan?.workstreams[2]).toMatchObject({ persona: 'security-expert', skills: ['plain'] });
  expect((await served.form(`/workflows/${id}/overrides`, { ...wholePhase, persona: '', skills: 'plain' })).status).toBe(400);
  const reordered = await served.post(`/api/workflows/${id}/overrides`, { kind: 'reorder', workstream: 3, dependsOn: [1] });
  expect(reordered.status).toBe(200);
  expect((await served.workflow(id)).plan?.workstreams[2]?.dependsOn).toEqual(['1']);
  const tooEarly = await served.form(`/workflows/${id}/overrides`, { kind: 'correct-handoff', phase: 'p1', decisions: 'One\r\nTwo', openItems: '' });
  expect(tooEarly.status).toBe(409);
  await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel' });
});

test('costs as JSON, as CSV and as a page; the export has every event', async () => {
  served = await serveFresh();
  const { id } = await completed();
  const report = (await (await served.get('/api/costs?by=person&days=7')).json()) as {
    rows: readonly { key: string; runs: number }[];
    total: { runs: number };
  };
  expect(report).toMatchObject({ rows: [{ key: 'ada', runs: 1 }], total: { runs: 1 } });
  const csv = await served.get('/api/costs.csv?by=model');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect((await csv.text()).split('\r\n')[0]).toBe('model,runs,cost_usd,charged_usd,input_tokens,output_tokens');
  const page = await served.get('/costs?by=pattern');
  expect([page.status, (await page.text()).includes('mixed')]).toEqual([200, true]);
  expect((await served.get('/api/costs?by=mood')).status).toBe(400);
  const exported = (await (await served.get(`/api/workflows/${id}/export`)).json()) as { format: string; events: readonly { seq: number }[] };
  expect(exported.format).toBe('baton-ledger');
  expect(exported.events.map(({ seq }) => seq)).toEqual(exported.events.map((_, index) => index + 1));
});

test('a handoff corrected by its form marks who had read it, and a rerun is offered', async () => {
  served = await serveFresh();
  const { id, decision } = await planned(served, '/orchestrate Compare the stores AND write the guide THEN review both for risk [[slow:60s]]');
  await answer(decision, 'ada');
  await served.reached(id, ({ plan }) => plan?.workstreams[2]?.status === 'running');
  const corrected = await served.form(`/workflows/${id}/overrides`, { kind: 'correct-handoff', phase: 'p1', decisions: 'One\r\n\r\n Two ', openItems: '' });
  expect(corrected.status).toBe(303);
  const now = await served.workflow(id);
  expect(now.handoffs).toMatchObject([{ phase: 'p1', decisions: ['One', 'Two'], openItems: [], correctedBy: 'guest' }]);
  expect(now.plan?.workstreams[2]).toMatchObject({ stale: true });
  const rerun = now.decisions.find(({ kind, status }) => kind === 'stale-rerun' && status === 'open');
  expect(rerun?.options.map((option) => option.id)).toEqual(['rerun', 'keep']);
  expect((await answer(rerun?.id ?? '', 'ada', 'keep')).status).toBe(200);
  await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel' });
});

test('a gate that is set on the plan, in the form or over JSON, holds its phase until someone says yes', async () => {
  served = await serveFresh();
  const { id, decision } = await planned(served, TASK);
  expect(await (await served.get(`/workflows/${id}/plan`)).text()).toContain('name="gate-p2"');
  const { plan } = await served.workflow(id);
  const saved = await served.form(`/workflows/${id}/plan`, { hash: plan?.hash ?? '', 'gate-p2': 'approve' });
  expect(saved.status).toBe(303);
  expect((await answer(decision, 'ada')).status).toBe(409);
  const gated = await served.reached(id, ({ plan: now }) => now?.hash !== plan?.hash);
  await answer(gated.decisions.find(({ status }) => status === 'open')?.id ?? '', 'ada');
  const held = await served.reached(id, ({ decisions }) => decisions.some(({ kind, status }) => kind === 'phase-gate' && status === 'open'));
  expect(held.plan?.workstreams.map(({ status }) => status)).toEqual(['done', 'done', 'pending']);
  await answer(held.decisions.find(({ status }) => status === 'open')?.id ?? '', 'ada');
  await served.reached(id, ({ status }) => status === 'completed');
});
