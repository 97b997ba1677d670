/** The groups that count are those of the run's own channel: a group of the same name in another channel opens no way to it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { type Served, serveFresh, type WorkflowJson } from './served.ts';

const TASK = '/orchestrate Compare the stores AND write the guide THEN review both for risk';

interface InProd {
  readonly run: WorkflowJson;
  readonly decision: string;
}

let served: Served;
let cookies: Readonly<Record<string, string>>;
let waiting: InProd;
/** Of a run that has ended. */
let over: WorkflowJson;

beforeAll(async () => {
  served = await serveFresh({ settings: { approver_groups: ['leads'], groups: { leads: ['bea'] } } });
  await served.baton.database.sql`insert into settings (tenant, channel, chosen, changed_by) values ('local', 'prod', '{"groups":{"leads":["cem"]}}', 'ada')`;
  cookies = { bea: await cookieOf('bea'), cem: await cookieOf('cem') };
  const first = await inProd();
  await served.post(`/api/decisions/${first.decision}`, { option: 'approve', as: 'ada' });
  over = await served.reached(first.run.id, ({ status }) => status === 'completed');
  waiting = await inProd();
}, 60_000);
afterAll(() => served.close());

async function cookieOf(as: string): Promise<string> {
  return ((await served.form('/as', { as })).headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

async function inProd(): Promise<InProd> {
  const reply = await served.post('/api/commands', { text: TASK, as: 'ada', channel: 'prod' });
  return await asked(((await reply.json()) as { workflow: string }).workflow);
}

async function asked(id: string): Promise<InProd> {
  const run = await served.reached(id, ({ status }) => status === 'waiting');
  return { run, decision: run.decisions.find(({ status }) => status === 'open')?.id ?? '' };
}

type Way = (person: 'bea' | 'cem', at: InProd) => Promise<Response>;
const typed =
  (text: (number: number) => string, place: (at: InProd) => object): Way =>
  (as, at) =>
    served.post('/api/commands', { text: text(at.run.number), as, ...place(at) });
const form =
  (path: (at: InProd) => string, fields: (at: InProd) => Record<string, string>): Way =>
  (as, at) =>
    served.form(path(at), fields(at), { cookie: cookies[as] ?? '' });
const general = () => ({ channel: 'general' });
const inThread = ({ run }: InProd) => ({ thread: run.thread, channel: 'general' });
const rewording = { kind: 'reword', workstream: '1', task: 'Compare three stores.', title: null } as const;

const WAYS: readonly (readonly [string, Way])[] = [
  ['an answer', (as, { decision }) => served.post(`/api/decisions/${decision}`, { option: 'approve', as })],
  ['an edit', (as, { run }) => served.post(`/api/workflows/${run.id}/plan`, { edits: [rewording], as })],
  ['an override', (as, { run }) => served.post(`/api/workflows/${run.id}/overrides`, { kind: 'pause', as })],
  ['an override by number', (as, { run }) => served.post(`/api/workflows/${run.number}/overrides`, { kind: 'cancel', as })],
  ['a command with its number from another channel, to stop', typed((number) => `/baton cancel ${number}`, general)],
  ['a command with its number from another channel, to pause', typed((number) => `/baton pause ${number}`, general)],
  ['a command with its number from another channel, to resume', typed((number) => `/baton resume ${number}`, general)],
  ['a command in its thread', typed(() => '/baton cancel', inThread)],
  ['the word approve in its thread', typed(() => 'approve', inThread)],
  ['the word approve with its number', typed((number) => `approve #${number}`, inThread)],
  ['the word stop in its thread', typed(() => 'stop', inThread)],
  ['context in its thread', typed(() => 'Mind the prices.', inThread)],
  [
    'the button of a question',
    form(
      ({ decision }) => `/decisions/${decision}`,
      () => ({ option: 'approve' }),
    ),
  ],
  [
    'the form of an override',
    form(
      ({ run }) => `/workflows/${run.id}/overrides`,
      () => ({ kind: 'cancel' }),
    ),
  ],
  [
    'the form of a plan',
    form(
      ({ run }) => `/workflows/${run.id}/plan`,
      ({ run }) => ({ hash: run.plan?.hash ?? '', 'gate-p2': 'approve' }),
    ),
  ],
  [
    'a command of the page in another channel',
    form(
      () => '/c/general/commands',
      ({ run }) => ({ text: `/baton cancel ${run.number}` }),
    ),
  ],
  [
    'a word on the page of its thread',
    form(
      ({ run }) => `/t/${run.thread}/commands`,
      () => ({ text: 'stop' }),
    ),
  ],
];

test.each(WAYS)('%s is refused to a group of another channel, and changes nothing', async (_, way) => {
  // That it was refused is written down, and is all.
  const whole = async () => ({ ...(await served.workflow(waiting.run.id)), version: null, updatedAt: null });
  const before = await whole();
  expect((await way('bea', waiting)).status).toBe(403);
  expect(await whole()).toEqual(before);
});

test.each(WAYS)('%s is taken from the group of its own channel', async (_, way) => {
  const reply = await way('cem', await inProd());
  expect([200, 202, 204, 303]).toContain(reply.status);
});

const branches: readonly (readonly [string, (as: 'bea') => Promise<Response>])[] = [
  ['a branch', (as) => served.post(`/api/workflows/${over.id}/branch`, { workstream: 3, as })],
  ['a retry from another channel', (as) => served.post('/api/commands', { text: `/baton retry ${over.number} 3`, as, channel: 'general' })],
  ['the form of a branch', (as) => served.form(`/workflows/${over.id}/branch`, { workstream: '3', text: '' }, { cookie: cookies[as] ?? '' })],
];

test.each(branches)('%s anyone may ask for: it belongs to the channel of the run it came from, and is approved there', async (_, way) => {
  expect([202, 303]).toContain((await way('bea')).status);
  const [newest] = await served.webDeps.archive.workflows(LOCAL_TENANT, { active: true, thread: null, limit: 1 });
  expect(newest).toMatchObject({ channel: 'prod', thread: over.thread, requester: 'bea' });
  const { decision } = await asked(newest?.id ?? '');
  expect((await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'cem' })).status).toBe(200);
});
