/** The JSON API over real HTTP, on the real engine and database with the rehearsal model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../until.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh();
});
afterAll(() => served.close());

const REQUEST = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
interface MessageJson {
  readonly id: string;
  readonly key: string | null;
  readonly kind: string;
  readonly text: string;
  readonly actions: readonly unknown[];
}

const threadMessages = async (thread: string): Promise<readonly MessageJson[]> =>
  ((await (await served.get(`/api/threads/${thread}/messages`)).json()) as { messages: MessageJson[] }).messages;
const problem = async (response: Response) => ({ status: response.status, ...((await response.json()) as { error: { code: string; message: string } }).error });

test('a command is taken with 202, planned, approved and run to its end', async () => {
  const { id, thread, decision } = await planned(served, REQUEST);
  const waiting = await served.workflow(id);
  expect(waiting).toMatchObject({ id, tenant: 'local', thread, status: 'waiting', pattern: 'mixed', costUsd: expect.any(Number) });
  expect(waiting.complexity).toMatchObject({ level: 'COMPLEX', score: expect.any(Number), indicators: expect.any(Array) });
  expect(waiting.plan?.hash).toMatch(/^[0-9a-f]{64}$/u);
  expect(waiting.plan?.phases[0]).toMatchObject({ id: 'p1', title: expect.any(String), workstreams: ['1', '2'] });
  expect(waiting.plan?.workstreams[2]).toMatchObject({ id: '3', dependsOn: ['1', '2'], status: 'pending', attempts: 0, skills: [], artifacts: [] });
  expect(waiting.decisions[0]).toMatchObject({ kind: 'plan-approval', status: 'open', answeredBy: null, answer: null });
  expect(waiting.decisions[0]?.options).toContainEqual(expect.objectContaining({ id: 'approve', label: 'Approve' }));
  expect(waiting.coverage).toMatchObject({ done: 0, total: 3 });

  const approved = await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'bea', version: waiting.plan?.hash });
  expect(approved.status).toBe(200);
  const done = await served.reached(id, ({ status }) => status === 'completed');
  expect(done.decisions[0]).toMatchObject({ status: 'answered', answeredBy: 'bea', answer: 'approve', at: expect.stringMatching(/Z$/u) });
  expect(done.coverage).toEqual({ done: 3, total: 3, missing: [] });
  expect(done.handoffs).toHaveLength(2);
  for (const workstream of done.plan?.workstreams ?? []) {
    expect(workstream).toMatchObject({ status: 'done', attempts: 1, artifacts: [{ name: expect.stringMatching(/\.md$/u) }] });
    expect(workstream.tokens.output).toBeGreaterThan(0);
    expect(workstream.costUsd).toBeGreaterThan(0);
  }
  const artifact = done.plan?.workstreams[0]?.artifacts[0];
  const file = await served.get(`/api/artifacts/${artifact?.id}`);
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(await file.text()).toContain('ehearsal');
});

test('a second answer is refused with who gave the first and when', async () => {
  const { id, decision } = await planned(served, REQUEST);
  await served.post(`/api/decisions/${decision}`, { option: 'cancel', as: 'bea' });
  await served.reached(id, ({ status }) => status === 'cancelled');
  const second = await problem(await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'cid' }));
  expect(second).toMatchObject({ status: 409, message: expect.stringContaining('bea') });
  expect(second.message).toMatch(/\d\d:\d\d/u);
});

test('an edit makes a new plan, and the old question no longer stands', async () => {
  const { id, decision } = await planned(served, REQUEST);
  const before = await served.workflow(id);
  const edits = [
    { kind: 'drop', workstream: 2 },
    { kind: 'reword', workstream: '1', title: 'Compare two ways' },
    { kind: 'set-agent', workstream: '1', agent: 'plan' },
  ];
  const edited = await served.post(`/api/workflows/${id}/plan`, { as: 'bea', baseHash: before.plan?.hash, edits });
  expect(edited.status).toBe(200);
  const after = await served.reached(id, ({ plan }) => plan?.hash !== before.plan?.hash);
  expect(after.plan?.workstreams.map(({ id: one, title, agent }) => [one, title, agent])).toEqual([
    ['1', 'Compare two ways', 'plan'],
    ['3', expect.any(String), 'plan'],
  ]);
  expect(await problem(await served.post(`/api/decisions/${decision}`, { option: 'approve' }))).toMatchObject({ status: 409, code: 'superseded' });
  const open = after.decisions.find(({ status }) => status === 'open');
  expect(await problem(await served.post(`/api/decisions/${open?.id}`, { option: 'approve', version: before.plan?.hash ?? '' }))).toMatchObject({
    status: 409,
    code: 'plan-moved-on',
  });
  expect(
    await problem(await served.post(`/api/workflows/${id}/plan`, { baseHash: before.plan?.hash, edits: [{ kind: 'drop', workstream: '1' }] })),
  ).toMatchObject({
    status: 409,
    code: 'plan-moved-on',
  });
  expect(await problem(await served.post(`/api/workflows/${id}/plan`, { edits: [{ kind: 'drop', workstream: '9' }] }))).toMatchObject({ status: 422 });
  expect((await served.post(`/api/decisions/${open?.id}`, { option: 'approve', version: after.plan?.revision })).status).toBe(200);
});

test('a failure opens a menu; a supplied result unblocks what waits for it', async () => {
  const { id, decision } = await planned(served, '/orchestrate Compare storage options [[fail]] AND collect retention duties THEN write the migration plan');
  await served.post(`/api/decisions/${decision}`, { option: 'approve' });
  const failed = await served.reached(
    id,
    ({ decisions, status }) => status === 'waiting' && decisions.some(({ kind, status: state }) => kind === 'failure-menu' && state === 'open'),
  );
  expect(failed.plan?.workstreams.map(({ status }) => status)).toEqual(['failed', 'done', 'blocked']);
  const menu = failed.decisions.find(({ kind }) => kind === 'failure-menu');
  expect(menu?.options.map(({ id: option }) => option)).toEqual(
    expect.arrayContaining(['retry', 'retry-with-context', 'loop', 'supply', 'continue', 'cancel-rest']),
  );
  expect(await problem(await served.post(`/api/decisions/${menu?.id}`, { option: 'supply' }))).toMatchObject({ status: 422, code: 'text-needed' });
  expect(await problem(await served.post(`/api/decisions/${menu?.id}`, { option: 'raise' }))).toMatchObject({ status: 422, code: 'unknown-option' });
  expect((await served.post(`/api/decisions/${menu?.id}`, { option: 'supply', text: '# By hand\n', as: 'bea' })).status).toBe(200);
  const done = await served.reached(id, ({ status }) => status === 'completed');
  expect(done.plan?.workstreams.map(({ status }) => status)).toEqual(['supplied', 'done', 'done']);
  const supplied = await served.get(`/api/artifacts/${done.plan?.workstreams[0]?.artifacts[0]?.id}`);
  expect(await supplied.text()).toBe('# By hand\n');
});

test('overrides change a run from outside its questions', async () => {
  const { id } = await planned(served, REQUEST);
  expect((await served.post(`/api/workflows/${id}/overrides`, { kind: 'add-context', text: 'Only EU data.', as: 'bea' })).status).toBe(200);
  expect((await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel', as: 'bea' })).status).toBe(200);
  await served.reached(id, ({ status }) => status === 'cancelled');
  expect(await problem(await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel' }))).toMatchObject({ status: 409, code: 'workflow-ended' });
  expect(await problem(await served.post(`/api/workflows/${id}/overrides`, { kind: 'explode' }))).toMatchObject({ status: 400, code: 'bad-input' });
});

test('messages carry text and buttons; events can be read on from any point', async () => {
  const { id, thread, decision } = await planned(served, REQUEST);
  // The thread follows the ledger by a moment.
  const messages = await until(async () => {
    const found = await threadMessages(thread);
    return found.some(({ actions }) => actions.length > 0) ? found : null;
  });
  expect(messages[0]).toMatchObject({ kind: 'person', key: null, text: REQUEST, author: 'ada', at: expect.stringMatching(/Z$/u), editedAt: null });
  const plan = messages.find(({ key }) => key === 'plan');
  expect(plan).toMatchObject({ kind: 'plan', workflow: id, text: expect.stringContaining('[3] Review it for risk') });
  expect(plan?.actions).toContainEqual(expect.objectContaining({ decision, option: 'approve', label: 'Approve' }));

  const read: string[] = [];
  for (let after = 0; ; ) {
    const part = (await (await served.get(`/api/threads/${thread}/messages?limit=1&after=${after}`)).json()) as { messages: { id: string }[]; next: number };
    if (part.messages.length === 0) break;
    read.push(...part.messages.map((message) => message.id));
    after = part.next;
  }
  expect(read.slice(0, messages.length)).toEqual(messages.map((message) => message.id));
  expect((await served.get(`/api/threads/${thread}/messages?limit=501`)).status).toBe(400);
  expect((await served.get(`/api/threads/${id}/messages?after=5`)).status).toBe(404);

  const all = (await (await served.get(`/api/workflows/${id}/events`)).json()) as { events: { seq: number; kind: string }[]; next: number };
  expect(all.events.map(({ seq }) => seq)).toEqual(all.events.map((_, index) => index + 1));
  expect(all.events[0]?.kind).toBe('requested');
  const later = (await (await served.get(`/api/workflows/${id}/events?after=${all.next - 1}`)).json()) as { events: { seq: number }[] };
  expect(later.events.map(({ seq }) => seq)).toEqual([all.next]);
  expect((await served.get(`/api/workflows/${id}/events?after=x`)).status).toBe(400);
  const beyond = await served.get(`/api/workflows/${id}/events?after=${2 ** 31}`);
  expect([beyond.status, await beyond.json()]).toEqual([200, { workflow: id, events: [], next: 2 ** 31 }]);
});

test('a command that only tells something answers 200, one that cannot be read 400 with its help', async () => {
  const told = await served.post('/api/commands', { text: '/baton help' });
  expect(told.status).toBe(200);
  expect(await told.json()).toMatchObject({ message: { kind: 'help', text: expect.stringContaining('/orchestrate') } });
  expect(await problem(await served.post('/api/commands', { text: '/orchestrate' }))).toMatchObject({
    status: 400,
    code: 'misread-command',
    message: expect.stringContaining('/orchestrate'),
  });
});

test('the same key twice is taken once', async () => {
  const body = { text: 'What is a ledger?', as: 'ada', key: 'a-key-of-mine' };
  const [first, second] = [await served.post('/api/commands', body), await served.post('/api/commands', body)];
  const [one, two] = (await Promise.all([first.json(), second.json()])) as { workflow: string }[];
  expect(one?.workflow).toBe(two?.workflow);
});

test('a long request with quotes, Unicode, line breaks and what Postgres refuses comes through', async () => {
  const text = `/orchestrate „Prüfe“ "das" 'hier' 🙂 \ud83d NUL\u0000 \n zweite Zeile ${'wort '.repeat(1900)} AND mehr THEN fertig`;
  const { id } = await planned(served, text);
  const { task, taskFile } = await served.workflow(id);
  expect(task).toContain('„Prüfe“ "das" \'hier\' 🙂');
  const whole = await (await served.get(taskFile?.url ?? '')).text();
  expect(whole).toContain('\n zweite Zeile wort wort');
  expect(whole.trim().endsWith('AND mehr THEN fertig')).toBe(true);
  expect(whole).toBe(whole.toWellFormed().replaceAll('\0', ''));
});

test('the list filters by thread and by being active', async () => {
  const { id, thread } = await planned(served, REQUEST);
  const list = async (query: string) =>
    ((await (await served.get(`/api/workflows${query}`)).json()) as { workflows: { id: string; status: string }[] }).workflows;
  expect((await list(`?thread=${thread}`)).map((one) => one.id)).toEqual([id]);
  expect((await list('?active=true')).some((one) => one.status === 'completed')).toBe(false);
  expect(await list('?limit=1')).toHaveLength(1);
  expect((await served.get('/api/workflows?limit=0')).status).toBe(400);
});

test('unknown and malformed ids are not found, never an error of ours', async () => {
  const unknown = '01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b';
  for (const id of [unknown, 'x', '%00', "'; drop table events; --", '0', '99999', '..%2f..', `${unknown}0`]) {
    for (const path of [
      `/api/workflows/${id}`,
      `/api/workflows/${id}/events`,
      `/api/workflows/${id}/picture.svg`,
      `/api/threads/${id}/messages`,
      `/api/artifacts/${id}`,
      `/t/${id}`,
      `/artifacts/${id}`,
      `/workflows/${id}/ledger`,
      `/workflows/${id}/plan`,
      `/t/${id}/stream`,
    ]) {
      expect([path, (await served.get(path)).status]).toEqual([path, 404]);
    }
    expect((await served.post(`/api/decisions/${id}`, { option: 'approve' })).status).toBe(404);
    expect((await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel' })).status).toBe(404);
  }
  expect(await problem(await served.post(`/api/decisions/${unknown}-d1`, { option: 'approve' }))).toMatchObject({ status: 404, code: 'not-found' });
  expect(await problem(await served.post('/api/commands', { text: 'hello', thread: unknown }))).toMatchObject({ status: 404 });
  expect(await problem(await served.get('/api/nothing-here'))).toMatchObject({ status: 404, code: 'not-found' });
});

test('a body that is not what is asked for names what is wrong', async () => {
  expect(await problem(await served.post('/api/commands', '{'))).toMatchObject({ status: 400, code: 'bad-input' });
  expect(await problem(await served.post('/api/commands', {}))).toMatchObject({ status: 400, message: expect.stringContaining('text') });
  expect(await problem(await served.post('/api/commands', { text: 5 }))).toMatchObject({ status: 400 });
  expect(await problem(await served.post('/api/commands', { text: 'x', as: '<script>' }))).toMatchObject({
    status: 400,
    message: expect.stringContaining('as'),
  });
  expect(await problem(await served.post('/api/commands', { text: 'x', attachments: ['01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b'] }))).toMatchObject({
    status: 400,
  });
});

test('health is answered without a name or a host', async () => {
  expect(await (await served.get('/healthz')).json()).toMatchObject({ status: 'ok', database: 'ok' });
});

test('a second request in a thread stays in its channel', async () => {
  const first = await served.post('/api/commands', { text: 'What is a ledger?', channel: 'ops' });
  const { workflow, thread } = (await first.json()) as { workflow: string; thread: string };
  await served.reached(workflow, ({ status }) => status === 'completed');
  const second = await served.post('/api/commands', { text: 'And what is a queue?', thread });
  const next = (await second.json()) as { workflow: string; thread: string };
  expect(next.thread).toBe(thread);
  expect(await served.workflow(next.workflow)).toMatchObject({ thread, channel: 'ops' });
});

test('a key that belongs to another run is refused in words', async () => {
  const key = 'key-of-the-first-run';
  const first = await planned(served, '/orchestrate Compare one store AND another THEN choose');
  expect((await served.post('/api/commands', { text: 'Mind the costs', thread: first.thread, key })).status).toBe(202);
  const second = await planned(served, '/orchestrate Compare two plans AND choose THEN review');
  expect(await problem(await served.post('/api/commands', { text: 'Mind the costs', thread: second.thread, key }))).toMatchObject({
    status: 400,
    code: 'input-id-taken',
  });
});

test('a request that is sent again with its key makes no second thread', async () => {
  const body = { text: '/plan-only Prepare one thing AND another', channel: 'retries', key: 'sent-again-and-again' };
  const threads = new Set<string>();
  for (let times = 0; times < 3; times += 1) threads.add(((await (await served.post('/api/commands', body)).json()) as { thread: string }).thread);
  expect(threads.size).toBe(1);
  expect((await (await served.get('/c/retries')).text()).match(/<li id="t-/gu)).toHaveLength(1);
});

test('names that cannot be stored are refused or name nothing, and are never a failure of ours', async () => {
  const { id } = await planned(served, '/orchestrate Compare one store AND another THEN choose');
  const override = (change: unknown) => served.post(`/api/workflows/${id}/overrides`, change);
  expect((await override({ kind: 'skip', workstream: '\0' })).status).toBe(409);
  expect(await problem(await override({ kind: 'change', workstream: '1', persona: '\0' }))).toMatchObject({ status: 400, code: 'bad-input' });
  const edited = await served.post(`/api/workflows/${id}/plan`, { baseHash: 'x\0', edits: [{ kind: 'drop', workstream: '1' }] });
  expect(await problem(edited)).toMatchObject({ status: 400, code: 'id.not-storable' });
});

test('the plan editor is closed once the plan has started', async () => {
  const { id, decision } = await planned(served, '/orchestrate Compare stores [[slow:60s]] AND collect duties THEN write a plan');
  expect((await served.get(`/workflows/${id}/plan`)).status).toBe(200);
  await served.post(`/api/decisions/${decision}`, { option: 'approve' });
  await served.reached(id, ({ status }) => status === 'running');
  const closed = await served.get(`/workflows/${id}/plan`);
  expect([closed.status, await closed.text()]).toEqual([409, expect.stringContaining('The plan has started')]);
  await served.post(`/api/workflows/${id}/overrides`, { kind: 'cancel' });
});

test('without its database the page says so, and that nothing is lost', async () => {
  const alone = await serveFresh();
  await alone.baton.database.close();
  expect(await problem(await alone.get('/api/workflows'))).toMatchObject({ status: 503, code: 'unavailable' });
  await alone.close();
});
