/** What strangers, other sites and hostile text can do to the page: nothing. Over real HTTP. */
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebApp } from '../../../adapters/web/app.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh({ config: { publicUrl: 'https://baton.example.org' } });
});
afterAll(() => served.close());

/** fetch sets the Host header itself; this sends any. */
function withHost(host: string | undefined, path = '/c/general'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: served.port, host: '127.0.0.1', path, setHost: false, ...(host === undefined ? {} : { headers: { host } }) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

test.each(['localhost', 'localhost:3000', '127.0.0.1:9', '[::1]:3000', 'LOCALHOST', 'baton.example.org', 'baton.example.org:443'])(
  '%s is ours',
  async (host) => {
    expect(await withHost(host)).toBe(200);
  },
);

test.each(['evil.example', 'localhost.evil.example', 'evil.example:3000', '10.0.0.5', 'localhost@evil.example', 'baton.example.org.evil.example', '[::2]', ''])(
  '%s is not ours',
  async (host) => {
    expect([400, 403]).toContain(await withHost(host));
  },
);

test('a health check may come under any name', async () => {
  expect(await withHost('10.0.0.5:3000', '/healthz')).toBe(200);
});

const COMMAND = { text: '/baton help' };

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
  ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
])('a post from %s is refused', async (_, headers) => {
  const json = await served.post('/api/commands', COMMAND, headers);
  expect([json.status, ((await json.json()) as { error: { code: string } }).error.code]).toEqual([403, 'origin-not-allowed']);
  expect((await served.form('/c/general/commands', COMMAND, headers)).status).toBe(403);
  expect((await served.form('/as', { as: 'eve' }, headers)).status).toBe(403);
});

test('a form without any sign of its origin is refused; a program that sends JSON is not', async () => {
  const bare = await fetch(`${served.base}/c/general/commands`, { method: 'POST', body: new URLSearchParams(COMMAND), headers: {} });
  expect(bare.status).toBe(403);
  expect((await served.post('/api/commands', COMMAND)).status).toBe(200);
  expect((await served.post('/api/commands', COMMAND, { origin: served.base, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await served.post('/api/commands', COMMAND, { origin: 'https://baton.example.org' })).status).toBe(200);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])('%s is not JSON', async (type) => {
  expect((await served.post('/api/commands', JSON.stringify(COMMAND), { 'content-type': type })).status).toBe(415);
});

test('other methods change nothing either', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const response = await fetch(`${served.base}/api/commands`, {
      method,
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  }
});

test('a JSON body over 1 MiB is refused, with and without a length header', async () => {
  const body = JSON.stringify({ text: `/orchestrate ${'x'.repeat(1024 * 1024)}` });
  expect((await served.post('/api/commands', body)).status).toBe(413);
  const chunks = new ReadableStream({
    start(controller) {
      for (let at = 0; at < body.length; at += 65_536) controller.enqueue(new TextEncoder().encode(body.slice(at, at + 65_536)));
      controller.close();
    },
  });
  const streamed = await fetch(`${served.base}/api/commands`, {
    method: 'POST',
    body: chunks,
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect((await served.get('/healthz')).status).toBe(200);
});

/** Sent as far as the server reads; the status may come before the end. */
function postForm(type: string, chunks: Iterable<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host: `127.0.0.1:${served.port}`, origin: served.base, 'content-type': type, 'transfer-encoding': 'chunked' };
    const asked = request({ port: served.port, host: '127.0.0.1', path: '/c/general/commands', method: 'POST', agent: false, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      asked.destroy();
    });
    asked.on('error', reject);
    Readable.from(chunks).pipe(asked);
  });
}

test('a form over its limit is refused, whatever it says of its length', async () => {
  expect(await postForm('application/x-www-form-urlencoded', ['text=', ...Array(17).fill('x'.repeat(65_536))])).toBe(413);
  const opening = '--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n';
  expect(await postForm('multipart/form-data; boundary=b', [opening, ...Array(65).fill('x'.repeat(1024 * 1024)), '\r\n--b--\r\n'])).toBe(413);
  expect((await served.get('/healthz')).status).toBe(200);
});

test('what goes wrong inside is told to the log and not to the caller', async () => {
  const lines: string[] = [];
  const failing = () => Promise.reject(new Error('relation "secret_table" at db.internal:5432'));
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => lines.push(JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.message : value))),
  };
  const app = createWebApp({ ...served.webDeps, log, archive: { ...served.webDeps.archive, workflows: failing, read: failing } });
  for (const path of ['/api/workflows', '/workflows/1/ledger']) {
    const answer = await app.request(path, { headers: { host: 'localhost' } });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/secret_table|db\.internal|Error:|\.ts:/u);
  }
  expect(lines.join('\n')).toContain('secret_table');
});

test('every answer carries the headers that keep a browser strict', async () => {
  for (const path of ['/c/general', '/api/workflows', '/nothing', '/static/baton.js', '/api/nothing']) {
    const { headers } = await served.get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain('unsafe');
  }
});

test('pages hold no inline script or style, and nothing from elsewhere', async () => {
  const { thread } = await planned(served, '/orchestrate Compare one AND two THEN three');
  for (const path of ['/c/general', `/t/${thread}`, '/settings']) {
    const page = await (await served.get(path)).text();
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]+src="\/static\/)/u);
    expect(page).not.toMatch(/(?:src|href|srcset)="(?:https?:)?\/\//u);
  }
});

test('text from people is escaped wherever it is shown', async () => {
  const attack = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script></textarea><hx-partial hx-target="body">';
  const { id, thread } = await planned(served, `/orchestrate ${attack} AND ${attack} THEN ${attack}`, "o'neil");
  const shown = [`/t/${thread}`, '/c/general', `/workflows/${id}/plan`, `/workflows/${id}/ledger`, `/api/workflows/${id}/picture.svg`];
  for (const path of shown) {
    const text = await (await served.get(path)).text();
    expect(text, path).not.toContain('<img src=x');
    expect(text, path).not.toContain('<script>alert');
    expect(text, path).not.toContain('<hx-partial');
    expect(text, path).toContain('&lt;');
  }
});

test('a name in a text mentions nobody', async () => {
  const { thread } = await planned(served, '/orchestrate Ask @bea and <@U123> and @everyone AND <!channel> THEN @bea again', 'ada');
  const page = await (await served.get(`/t/${thread}`)).text();
  expect(page).toContain('@everyone');
  const mentioned = [...page.matchAll(/<b class="person[^>]*>([^<]*)<\/b>/gu)].map((match) => match[1]);
  expect(mentioned).toContain('@ada');
  expect(mentioned.filter((name) => name !== '@ada' && name !== '@guest')).toEqual([]);
});

test('another tenant’s workflow does not exist here, for reading or for deciding', async () => {
  const { desk } = served.baton.runtime;
  const { channelId, inputId, personId, tenantId } = await import('../../../src/engine/ids.ts');
  const reply = await desk.command({
    ...{ tenant: tenantId('T0OTHER'), actor: personId('mallory'), groups: [], admin: true, input: inputId('other-tenant-1'), surface: 'web' },
    ...{ channel: channelId('general'), thread: null, text: '/orchestrate A secret AND another THEN a third', attachments: [] },
  });
  if (reply.kind !== 'started') throw new Error('not started');
  const { tenantId: tenant } = { tenantId: tenantId('T0OTHER') };
  await served.baton.database.archive.find(tenant, reply.workflow).then((found) => expect(found).not.toBeNull());
  for (const path of [
    `/api/workflows/${reply.workflow}`,
    `/api/workflows/${reply.workflow}/events`,
    `/api/workflows/${reply.workflow}/picture.png`,
    `/api/threads/${reply.thread}/messages`,
    `/t/${reply.thread}`,
    `/t/${reply.thread}/stream`,
    `/workflows/${reply.workflow}/ledger`,
  ]) {
    expect([path, (await served.get(path)).status]).toEqual([path, 404]);
  }
  expect((await served.post(`/api/decisions/${reply.workflow}-d1`, { option: 'approve' })).status).toBe(404);
  expect((await served.post(`/api/workflows/${reply.workflow}/overrides`, { kind: 'cancel' })).status).toBe(404);
  expect((await served.post(`/api/workflows/${reply.workflow}/plan`, { edits: [{ kind: 'drop', workstream: '1' }] })).status).toBe(404);
  expect((await served.post('/api/commands', { text: 'approve', thread: reply.thread })).status).toBe(404);
  expect(await (await served.get('/api/workflows')).text()).not.toContain('secret');
  expect(await (await served.get('/c/general')).text()).not.toContain('secret');
});
