/** An installation by OAuth, from Baton's page through Slack and back, at emulate's Slack and with the real database. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SCOPE_NAMES } from '../../../adapters/slack/install/app-table.ts';
import { createInstall, type Install } from '../../../adapters/slack/install/index.ts';
import { type InstallServer, startInstallServer } from '../../../adapters/slack/install/install-server.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { ManyWorkspaces } from '../../../src/config/slack-config.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { createHandClock, type HandClock } from '../../fakes/hand-clock.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { browser } from './oauth-browser.ts';

const TEAM = tenantId('T000000001');
const APP = { clientId: '1234.5678', clientSecret: 'hunter2-client-secret' };

let emulator: Emulator;
let fresh: FreshDatabase;
let database: Database;
let port: number;
let server: InstallServer;
let install: Install;
let clock: HandClock;
let hidden: Set<string>;
let lines: string[];
let installed: string[];

beforeAll(async () => {
  [port, fresh] = await Promise.all([freePort(), freshDatabase()]);
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
  emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        team: { name: '<b>Acme & Sons</b>' },
        users: [{ name: 'ada', is_admin: true }],
        oauth_apps: [{ client_id: APP.clientId, client_secret: APP.clientSecret, name: 'Baton', redirect_uris: [redirectUrl()], scopes: [...SCOPE_NAMES] }],
      },
    },
  });
});

afterAll(async () => {
  await emulator.close();
  await database.close();
  await fresh.drop();
});

beforeEach(async () => {
  clock = createHandClock();
  hidden = new Set();
  lines = [];
  installed = [];
  await serve({});
});

afterEach(async () => {
  await server.stop();
  await database.installations.remove('slack', TEAM);
});

const redirectUrl = () => `http://127.0.0.1:${port}/slack/oauth_redirect`;
const page = () => `http://127.0.0.1:${port}/slack/install`;

async function serve(changed: Partial<ManyWorkspaces>): Promise<void> {
  const config: ManyWorkspaces = { kind: 'many', ...APP, encryptionKey: randomBytes(32).toString('base64'), redirectUrl: redirectUrl(), teams: [], ...changed };
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  install = createInstall(
    { install: config, apiUrl: `${emulator.url}/api/` },
    {
      ...database,
      clock,
      log,
      hide: (secret) => {
        hidden.add(secret);
        return () => hidden.delete(secret);
      },
      installed: async (tenant) => void installed.push(tenant),
    },
  );
  server = await startInstallServer(install.routes, { host: '127.0.0.1', port });
}

describe('an installation', () => {
  test('leads to Slack with what Baton needs, comes back, and gives a token that is nowhere in the clear', async () => {
    const person = browser();
    const authorize = await person.begins(page());
    expect(authorize.origin).toBe(new URL(emulator.url).origin);
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({ client_id: APP.clientId, scope: SCOPE_NAMES.join(','), redirect_uri: redirectUrl() });
    const done = await person.goes(await person.allows(authorize));
    expect(done.status).toBe(200);
    expect(done.text).toContain('Baton is in &lt;b&gt;Acme &amp; Sons&lt;/b&gt;');
    const token = await install.tokens.forTeam(TEAM);
    expect(token).toMatchObject({
      tenant: TEAM,
      botToken: expect.stringMatching(/^xoxb-/u),
      botUserId: expect.stringMatching(/^U/u),
      scopes: [...SCOPE_NAMES],
    });
    const [row] = await database.sql`select secret, about from installations where tenant = ${TEAM}`;
    expect(JSON.stringify(row)).not.toContain(token?.botToken);
    expect(row).toMatchObject({ about: { v: 1, teamName: '<b>Acme & Sons</b>', installedBy: expect.any(String) } });
    expect(hidden).toContain(token?.botToken);
    expect(await install.tokens.teams()).toEqual([TEAM]);
    expect(installed).toEqual([TEAM]);
    for (const secret of [token?.botToken, APP.clientSecret]) expect(lines.join('')).not.toContain(secret);
  });

  test('made again takes the place of the first', async () => {
    const tokens: string[] = [];
    for (let nth = 0; nth < 2; nth += 1) {
      const person = browser();
      await person.goes(await person.allows(await person.begins(page())));
      install.tokens.refused(TEAM, tokens[0] ?? '');
      tokens.push((await install.tokens.forTeam(TEAM))?.botToken ?? '');
    }
    expect(new Set(tokens).size).toBe(2);
    expect(await install.tokens.teams()).toEqual([TEAM]);
  });

  test('by a workspace that was not named is given back and not kept', async () => {
    await server.stop();
    await serve({ teams: ['T0OTHER'] });
    const person = browser();
    const done = await person.goes(await person.allows(await person.begins(page())));
    expect(done).toMatchObject({ status: 403, text: expect.stringContaining('not for your workspace') });
    expect(await install.tokens.forTeam(TEAM)).toBeNull();
    expect(installed).toEqual([]);
  });
});

describe('a browser that comes back', () => {
  const refused = { status: 400, text: expect.stringContaining('This link is used up') };

  test('is let in once', async () => {
    const person = browser();
    const authorize = await person.begins(page());
    const first = await person.allows(authorize);
    const second = await person.allows(authorize);
    const { headers } = await person.goes(first);
    expect(headers.getSetCookie().join()).toContain('Max-Age=0');
    expect(await person.goes(second)).toMatchObject(refused);
  });

  test('is let in once also by two processes at the same moment', async () => {
    const person = browser();
    const authorize = await person.begins(page());
    const [, state = ''] = /state=([^&]+)/u.exec(authorize.search) ?? [];
    const { headers } = await fetch(page()).then(async (response) => ({ headers: response.headers, text: await response.text() }));
    expect(headers.getSetCookie()[0]).toMatch(/^baton-slack-install=[\w-]{24}; Max-Age=600; Path=\/slack; HttpOnly; SameSite=Lax$/u);
    const back = await Promise.all([0, 1, 2, 3].map(() => person.goes(new URL(`${redirectUrl()}?state=${state}&error=access_denied`))));
    expect(back.filter(({ text }) => text.includes('Nothing was installed</h1>')).length).toBe(1);
    expect(back.filter(({ text }) => text.includes('This link is used up')).length).toBe(3);
  });

  test('is refused when another one began', async () => {
    const [attacker, victim] = [browser(), browser()];
    const back = await attacker.allows(await attacker.begins(page()));
    expect(await victim.goes(back)).toMatchObject(refused);
    await victim.begins(page());
    expect(await victim.goes(back)).toMatchObject(refused);
    expect(await install.tokens.forTeam(TEAM)).toBeNull();
  });

  test('is refused after ten minutes, with a changed state and with none', async () => {
    const person = browser();
    const back = await person.allows(await person.begins(page()));
    const state = back.searchParams.get('state') ?? '';
    const later = String(Number(state.split('.')[0]) + 1);
    for (const bent of ['', 'x', `${state}x`, state.replace(/^\d+/u, later), state.replace(/\.[^.]*$/u, '.')])
      expect(await person.goes(new URL(`${redirectUrl()}?code=1&state=${bent}`)), bent).toMatchObject(refused);
    const again = browser();
    const late = await again.allows(await again.begins(page()));
    await clock.advance(10 * 60_000 + 1);
    expect(await again.goes(late)).toMatchObject(refused);
  });

  test('after a no, or with a code that Slack does not know, is told so', async () => {
    const person = browser();
    const state = (await person.begins(page())).searchParams.get('state');
    expect(await person.goes(new URL(`${redirectUrl()}?error=access_denied&state=${state}`))).toMatchObject({
      status: 200,
      text: expect.stringContaining('You said no in Slack'),
    });
    const other = browser();
    const otherState = (await other.begins(page())).searchParams.get('state');
    expect(await other.goes(new URL(`${redirectUrl()}?code=unknown&state=${otherState}`))).toMatchObject({
      status: 502,
      text: expect.stringContaining('Slack did not finish the installation'),
    });
    expect(lines.join('')).toContain('invalid_code');
  });
});

describe('the pages', () => {
  test('are strict, and nothing else is served', async () => {
    const { headers } = await browser().goes(new URL(page()));
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    for (const path of ['/', '/slack/install/', '/slack/events', '//', '/slack/oauth_redirect%00'])
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status, path).toBe(404);
    expect((await fetch(page(), { method: 'POST' })).status).toBe(404);
  });

  test('say so when Slack does not answer, and keep the reason in the log', async () => {
    await server.stop();
    const config: ManyWorkspaces = { kind: 'many', ...APP, encryptionKey: randomBytes(32).toString('base64'), redirectUrl: redirectUrl(), teams: [] };
    const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    install = createInstall(
      { install: config, apiUrl: 'http://127.0.0.1:9/api/' },
      { ...database, clock, log, hide: () => () => undefined, installed: async () => undefined },
    );
    server = await startInstallServer(install.routes, { host: '127.0.0.1', port });
    const person = browser();
    const state = (await person.begins(page())).searchParams.get('state');
    const answered = await person.goes(new URL(`${redirectUrl()}?code=1&state=${state}`));
    expect(answered).toMatchObject({ status: 503, text: expect.stringContaining('try again in a minute') });
    expect(lines.join('')).toContain('slack-unavailable');
  });

  test('want a free port', async () => {
    await expect(startInstallServer([], { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'slack.port-taken' });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
}
