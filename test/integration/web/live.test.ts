/** The streams that keep a page up to date: what is sent, what is not sent twice, and that nothing is lost in between. */
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../until.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
let open: Viewer[];
beforeEach(async () => {
  open = [];
  served = await serveFresh();
});
afterEach(async () => {
  for (const viewer of open) viewer.leave();
  await served.close();
});

interface Viewer {
  /** Everything received so far. */
  text(): string;
  /** The id of the last event. */
  lastId(): string;
  ended(): boolean;
  leave(): void;
}

async function watch(path: string, headers: Record<string, string> = {}): Promise<Viewer> {
  let text = '';
  let ended = false;
  const asked = request(`${served.base}${path}`, { headers }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('close', () => {
      ended = true;
    });
  });
  asked.on('error', () => {
    ended = true;
  });
  asked.end();
  const viewer = {
    text: () => text,
    lastId: () => [...text.matchAll(/^id: (.+)$/gmu)].at(-1)?.[1] ?? '',
    ended: () => ended,
    leave: () => asked.destroy(),
  };
  open.push(viewer);
  await until(() => text !== '');
  return viewer;
}

const seenBy = (page: string): string => /stream\?seen=([\w-]+)/u.exec(page)?.[1] ?? '';
const REQUEST = '/orchestrate Compare one [[slow:1s]] AND two THEN three';

test('a page that is up to date is sent nothing but signs of life, then each change once', async () => {
  const { id, thread, decision } = await planned(served, REQUEST);
  await until(async () => (await (await served.get(`/t/${thread}`)).text()).includes('Approve</button>'));
  const page = await (await served.get(`/t/${thread}`)).text();
  const viewer = await watch(`/t/${thread}/stream?seen=${seenBy(page)}`);
  expect(viewer.text()).toBe(': here\n\n');
  await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'bea' });
  await until(() => viewer.text().includes('Approved'));
  await served.reached(id, ({ status }) => status === 'completed');
  await until(() => viewer.text().includes('card-completion'));
  const sent = viewer.text();
  expect(sent).toContain(`hx-target="#m-${id}_plan" hx-swap="outerMorph"`);
  expect(sent.match(/hx-target="#messages" hx-swap="beforeend"/gu)?.length).toBeGreaterThan(3);
  const added = [...sent.matchAll(/hx-swap="beforeend"><article class="[^"]*" id="([^"]+)"/gu)].map(([, element]) => element);
  expect(new Set(added).size).toBe(added.length);
  expect(sent).toContain('hx-target="#run"');
});

test('who comes back is sent what happened meanwhile, and nothing when nothing did', async () => {
  const { id, thread, decision } = await planned(served, REQUEST);
  const first = await watch(`/t/${thread}/stream?seen=old`);
  await until(() => first.text().includes('Approve</button>'));
  const left = first.lastId();
  first.leave();
  await served.post(`/api/decisions/${decision}`, { option: 'approve' });
  await served.reached(id, ({ status }) => status === 'completed');
  await until(async () => (await (await served.get(`/t/${thread}`)).text()).includes('card-completion'));
  const back = await watch(`/t/${thread}/stream?seen=old`, { 'last-event-id': left });
  await until(() => back.text().includes('card-completion'));
  expect(back.text()).toContain('hx-target="#messages" hx-swap="innerMorph"');
  const page = await (await served.get(`/t/${thread}`)).text();
  for (const element of page.matchAll(/<article class="[^"]*" id="([^"]+)"/gu)) expect(back.text()).toContain(`id="${element[1]}"`);
  const again = await watch(`/t/${thread}/stream?seen=old`, { 'last-event-id': seenBy(page) });
  expect(again.text()).toBe(': here\n\n');
});

test('a change whose hint was lost still arrives', async () => {
  const { thread } = await planned(served, REQUEST);
  await until(async () => (await (await served.get(`/t/${thread}`)).text()).includes('Approve</button>'));
  const viewer = await watch(`/t/${thread}/stream?seen=${seenBy(await (await served.get(`/t/${thread}`)).text())}`);
  // Behind the back of the posts port: no notification is sent.
  await served.baton.database
    .sql`update messages set card = jsonb_set(card, '{blocks}', '[{"kind":"markdown","source":"changed unseen"}]') where card is not null`;
  await until(() => viewer.text().includes('changed unseen'));
});

test('the channel’s list follows new threads', async () => {
  const page = await (await served.get('/c/general')).text();
  const viewer = await watch(`/c/general/stream?seen=${seenBy(page)}`);
  expect(viewer.text()).toBe(': here\n\n');
  const { thread } = await planned(served, REQUEST);
  await until(() => viewer.text().includes(`/t/${thread}`) && viewer.text().includes('waiting'));
  expect(viewer.text()).toContain('hx-target="#threads"');
});

test('closing ends the streams at once', async () => {
  const { thread } = await planned(served, REQUEST);
  const viewers = [await watch(`/t/${thread}/stream?seen=x`), await watch('/c/general/stream?seen=x')];
  // Kept open by an agent, as browsers do.
  await (await served.get('/c/general')).text();
  const from = Date.now();
  await served.stopPage();
  // The hard stop is at two seconds: ending by itself comes well before.
  expect(Date.now() - from).toBeLessThan(1_000);
  await until(() => viewers.every((viewer) => viewer.ended()));
});
