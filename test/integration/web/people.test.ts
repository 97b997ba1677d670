/** Who acts: a chosen name on loopback, a login where there are users. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebApp } from '../../../adapters/web/app.ts';
import { startWeb } from '../../../adapters/web/index.ts';
import { createLoginThrottle } from '../../../adapters/web/people/login-throttle.ts';
import { createSessions, SESSION_SECONDS } from '../../../adapters/web/people/session.ts';
import { hashPassword } from '../../../src/config/password.ts';
import { UserError } from '../../../src/errors.ts';
import { type Served, serveFresh } from './served.ts';

let open: Served;
let closed: Served;
beforeAll(async () => {
  open = await serveFresh();
  closed = await serveFresh({
    config: {
      users: [
        { name: 'ada', hash: await hashPassword('correct horse') },
        { name: 'bea', hash: await hashPassword('battery staple') },
      ],
    },
  });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

const cookieOf = (response: Response): string => (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
const login = (name: string, password: string, next = '/') => closed.form('/login', { name, password, next });

test('without users a name can be chosen, and is kept in a strict cookie', async () => {
  const named = await open.form('/as', { as: 'Zoë K', back: '/settings' });
  expect([named.status, named.headers.get('location')]).toEqual([303, '/settings']);
  expect(named.headers.getSetCookie()[0]).toMatch(/^baton_as=.*HttpOnly; SameSite=Strict/u);
  expect(await (await open.get('/c/general', { cookie: cookieOf(named) })).text()).toContain('@Zoë K');
  const asked = await open.form('/c/general/commands', { text: 'What is a ledger?' }, { cookie: cookieOf(named) });
  const page = await open.get(asked.headers.get('location') ?? '', { cookie: cookieOf(named) });
  expect(await page.text()).toContain('@Zoë K');
});

test('a broken or hostile name cookie is no name', async () => {
  for (const cookie of ['baton_as=%', 'baton_as=%3Cscript%3E', 'baton_as=', `baton_as=${'x'.repeat(5000)}`]) {
    const page = await open.get('/c/general', { cookie });
    expect([page.status, (await page.text()).includes('@guest')]).toEqual([200, true]);
  }
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'after a name or a login nobody is sent to %s',
  async (next) => {
    expect((await open.form('/as', { as: 'ada', back: next })).headers.get('location')).toBe('/');
  },
);

test('with users everything needs a login, in the way that each kind of caller understands', async () => {
  expect((await closed.get('/t/01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b')).headers.get('location')).toBe('/login?next=%2Ft%2F01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b');
  for (const path of ['/api/workflows', '/api/workflows/1/events', '/api/threads/x/messages', '/api/artifacts/x']) {
    const response = await closed.get(path);
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([401, 'login-needed']);
  }
  expect((await closed.post('/api/commands', { text: 'x', as: 'ada' })).status).toBe(401);
  expect((await closed.get('/c/general/stream', { 'hx-request': 'true' })).headers.get('hx-redirect')).toBe('/login');
  expect((await closed.get('/healthz')).status).toBe(200);
  expect((await closed.get('/static/baton.css')).status).toBe(200);
  expect((await closed.form('/as', { as: 'ada' })).status).not.toBe(200);
});

test('no route but the login, its style and the health check answers without one', async () => {
  const routes = createWebApp(closed.webDeps).routes.filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/static/'));
  expect(routes.length).toBeGreaterThan(30);
  const open: string[] = [];
  for (const { method, path } of routes) {
    const type =
      path === '/api/files' ? 'multipart/form-data; boundary=b' : path.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded';
    const sent = method === 'GET' ? {} : { method, headers: { origin: closed.base, 'content-type': type }, body: '{}' };
    const response = await fetch(closed.base + path.replaceAll(/:\w+(?:\{[^}]*\})?/gu, '01a1fc08-91fa-7fcf-a8ff-bf51fa3e858b'), {
      ...sent,
      redirect: 'manual',
    });
    await response.arrayBuffer();
    const turnedAway = response.status === 401 || (response.status === 303 && (response.headers.get('location') ?? '').startsWith('/login'));
    if (!turnedAway) open.push(`${method} ${path}`);
  }
  // A login without a password is turned away like the others.
  expect(open.toSorted()).toEqual(['GET /healthz', 'GET /login']);
});

test('a login lets in as that person and nobody else', async () => {
  const response = await login('ada', 'correct horse', '/settings');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/settings']);
  expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict/u);
  const cookie = cookieOf(response);
  expect((await closed.get('/api/workflows', { cookie })).status).toBe(200);
  const asOther = await closed.post('/api/commands', { text: '/baton help', as: 'bea' }, { cookie });
  expect([asOther.status, ((await asOther.json()) as { error: { code: string } }).error.code]).toEqual([403, 'name-not-allowed']);
  expect((await closed.post('/api/commands', { text: '/baton help', as: 'ada' }, { cookie })).status).toBe(200);
  const forged = `${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`;
  expect((await closed.get('/api/workflows', { cookie: forged })).status).toBe(401);
  const out = await closed.form('/logout', {}, { cookie });
  expect(cookieOf(out)).toBe('baton_session=');
});

test('behind TLS the login is kept to TLS', async () => {
  const users = [{ name: 'ada', hash: await hashPassword('correct horse') }];
  const issued = async (publicUrl: string) => {
    const app = createWebApp({ ...open.webDeps, config: { ...open.webDeps.config, users, publicUrl } });
    const headers = { host: new URL(publicUrl).host, origin: publicUrl };
    const response = await app.request('/login', { method: 'POST', headers, body: new URLSearchParams({ name: 'ada', password: 'correct horse' }) });
    return response.headers.getSetCookie()[0];
  };
  expect(await issued('https://baton.example.org')).toMatch(/^baton_session=[^;]+;.*HttpOnly; Secure; SameSite=Strict/u);
  expect(await issued('http://baton.example.org')).not.toContain('Secure');
});

test('a wrong password, an unknown name and a flood are refused', async () => {
  expect((await login('bea', 'wrong')).status).toBe(401);
  expect((await login('nobody', 'wrong')).status).toBe(401);
  const statuses = [];
  for (let guess = 0; guess < 6; guess += 1) statuses.push((await login('bea', `guess ${guess}`)).status);
  expect(statuses).toContain(429);
  const held = await login('bea', 'battery staple');
  expect([held.status, Number(held.headers.get('retry-after')) > 0]).toEqual([429, true]);
});

test('waits grow with failures, end, and are forgotten after a success', () => {
  const throttle = createLoginThrottle();
  for (let failure = 0; failure < 4; failure += 1) throttle.failed(['a'], 0);
  expect(throttle.waitFor(['a'], 0)).toBe(0);
  throttle.failed(['a'], 0);
  const first = throttle.waitFor(['a', 'b'], 0);
  throttle.failed(['a'], 0);
  expect(throttle.waitFor(['a'], 0)).toBe(2 * first);
  expect(throttle.waitFor(['a'], 2 * first)).toBe(0);
  expect(throttle.waitFor(['b'], 0)).toBe(0);
  throttle.succeeded(['a']);
  expect(throttle.waitFor(['a'], 0)).toBe(0);
});

test('a session ends, and holds in every process until the password or the person changes', async () => {
  const zoe = { name: 'Zoë', hash: await hashPassword('first password') };
  const sessions = createSessions([zoe]);
  const cookie = sessions.issue(zoe, 0);
  expect(sessions.read(cookie, SESSION_SECONDS * 1000 - 1)).toBe('Zoë');
  expect(sessions.read(cookie, SESSION_SECONDS * 1000)).toBeNull();
  expect(createSessions([zoe]).read(cookie, 0)).toBe('Zoë');
  expect(createSessions([{ ...zoe, hash: await hashPassword('second password') }]).read(cookie, 0)).toBeNull();
  expect(createSessions([]).read(cookie, 0)).toBeNull();
  expect(sessions.read(cookie.replace(/\.\d+\./u, '.99999999999999.'), 0)).toBeNull();
  const bea = { name: 'bea', hash: zoe.hash };
  const [, ...rest] = cookie.split('.');
  const asBea = [Buffer.from('bea').toString('base64url'), ...rest].join('.');
  expect(createSessions([zoe, bea]).read(asBea, 0)).toBeNull();
});

test('a page that others can reach does not start without users', async () => {
  const deps = { config: { host: '0.0.0.0', port: 0, users: [], publicUrl: null, admins: [], modelKind: 'rehearsal' } } as unknown as Parameters<
    typeof startWeb
  >[0];
  await expect(startWeb(deps)).rejects.toThrow(UserError);
});

test('a port that is taken stops the start with what to do', async () => {
  const deps = { config: { host: '127.0.0.1', port: open.port, users: [], publicUrl: null, admins: [], modelKind: 'rehearsal' } } as unknown as Parameters<
    typeof startWeb
  >[0];
  await expect(startWeb(deps)).rejects.toThrow(`PORT ${open.port} is taken`);
});
