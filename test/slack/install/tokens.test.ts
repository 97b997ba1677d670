/** Tokens at the local Slack with the real database: of one workspace, and of many with rotation by two processes. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SCOPE_NAMES } from '../../../adapters/slack/install/app-table.ts';
import { createInstall, type Install } from '../../../adapters/slack/install/index.ts';
import { type InstallServer, startInstallServer } from '../../../adapters/slack/install/install-server.ts';
import { createSlackAuth } from '../../../adapters/slack/install/slack-auth.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { SlackInstall } from '../../../src/config/slack-config.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { TEAM } from '../../fakes/slack/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { browser } from './oauth-browser.ts';

let fresh: FreshDatabase;
let [one, two]: Database[] = [];
let slack: FakeSlack;
let lines: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  const open = () => openDatabase({ url: fresh.url, log: pino({ enabled: false }), enqueue: async () => undefined });
  [one, two] = await Promise.all([open(), open()]);
});

afterAll(async () => {
  await one?.close();
  await two?.close();
  await fresh.drop();
});

afterEach(async () => {
  await slack.close();
  lines = [];
});

const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });

/** One of Baton's processes; time is that of the local Slack. */
function process(database: Database | undefined, install: SlackInstall): Install {
  if (!database) throw new Error('The database is not open.');
  const clock = { ...createTurnedClock(), now: slack.time.now };
  return createInstall({ install, apiUrl: slack.url }, { ...database, clock, log, hide: () => () => undefined, installed: async () => undefined });
}

describe('the token of the environment', () => {
  test('is asked about once, and belongs to its workspace only', async () => {
    slack = await slackServer();
    const { tokens, routes } = process(one, { kind: 'one', botToken: slack.botToken });
    expect(routes).toEqual([]);
    const given = await Promise.all([tokens.forTeam(tenantId(TEAM)), tokens.forTeam(tenantId(TEAM)), tokens.forTeam(tenantId('T0OTHER'))]);
    expect(given).toEqual([given[0], given[0], null]);
    expect(given[0]).toMatchObject({
      tenant: TEAM,
      botToken: slack.botToken,
      botUserId: slack.workspace().botUserId,
      scopes: expect.arrayContaining(['chat:write']),
    });
    expect(slack.count('auth.test')).toBe(1);
    expect(await tokens.teams()).toEqual([TEAM]);
    expect(await one?.installations.find('slack', tenantId(TEAM))).toMatchObject({ secret: '', about: { v: 1 } });
  });

  test('that is taken back is told in the log with what to do, and works again when Slack takes it again', async () => {
    slack = await slackServer();
    slack.faults.next('auth.test', { kind: 'refuse', error: 'account_inactive' });
    const { tokens } = process(one, { kind: 'one', botToken: slack.botToken });
    await expect(tokens.forTeam(tenantId(TEAM))).rejects.toMatchObject({ code: 'slack-token-refused', context: { refused: 'account_inactive' } });
    expect(lines.join('')).toContain('npm run doctor');
    expect(await tokens.forTeam(tenantId(TEAM))).toMatchObject({ botToken: slack.botToken });
    tokens.refused(tenantId(TEAM), slack.botToken);
    await slack.workspace().revokesToken();
    await expect(tokens.forTeam(tenantId(TEAM))).rejects.toMatchObject({ context: { refused: 'token_revoked' } });
    expect(lines.join('')).not.toContain(slack.botToken);
  });

  test('waits for a Slack that is away', async () => {
    slack = await slackServer();
    const { tokens } = process(one, { kind: 'one', botToken: slack.botToken });
    slack.faults.next('auth.test', { kind: 'server-error' });
    await expect(tokens.forTeam(tenantId(TEAM))).rejects.toMatchObject({ code: 'slack-unavailable' });
    expect(await tokens.forTeam(tenantId(TEAM))).not.toBeNull();
  });
});

describe('tokens of many workspaces', () => {
  let server: InstallServer;
  let many: SlackInstall;

  async function open(tokenRotation: boolean): Promise<readonly [Install, Install]> {
    slack = await slackServer({
      app: { tokenRotation, scopes: SCOPE_NAMES },
      workspaces: [
        { id: 'T00000ACME', name: 'Acme', installed: false },
        { id: 'T000GLOBEX', name: 'Globex', installed: false },
      ],
    });
    const { clientId, clientSecret } = slack.app;
    many = { kind: 'many', clientId, clientSecret, encryptionKey: randomBytes(32).toString('base64'), redirectUrl: '', teams: [] };
    // The port is known when it listens, and the redirect when the port is.
    server = await startInstallServer([], { host: '127.0.0.1', port: 0 });
    const { port } = server;
    await server.stop();
    many = { ...many, redirectUrl: `http://127.0.0.1:${port}/slack/oauth_redirect` };
    const processes = [process(one, many), process(two, many)] as const;
    server = await startInstallServer(processes[0].routes, { host: '127.0.0.1', port });
    return processes;
  }

  afterEach(async () => {
    await server.stop();
    for (const { tenant } of (await one?.installations.all('slack')) ?? []) await one?.installations.remove('slack', tenant);
  });

  async function installsInto(team: string): Promise<void> {
    const person = browser();
    const authorize = await person.begins(`http://127.0.0.1:${server.port}/slack/install`);
    authorize.searchParams.set('team', team);
    const allowed = await fetch(authorize, { redirect: 'manual' });
    const done = await person.goes(new URL(allowed.headers.get('location') ?? ''));
    expect(done.status).toBe(200);
  }

  test('are apart, and gone with the installation', async () => {
    const [first, second] = await open(false);
    await installsInto('T00000ACME');
    await installsInto('T000GLOBEX');
    const acme = await second.tokens.forTeam(tenantId('T00000ACME'));
    const globex = await second.tokens.forTeam(tenantId('T000GLOBEX'));
    expect([acme?.teamName, globex?.teamName]).toEqual(['Acme', 'Globex']);
    expect(acme?.botToken).not.toBe(globex?.botToken);
    expect(await first.tokens.removed(tenantId('T00000ACME'))).toBe('still-there');
    await slack.workspace('T00000ACME').uninstalls();
    expect(await first.tokens.removed(tenantId('T00000ACME'))).toBe('removed');
    expect(await first.tokens.forTeam(tenantId('T00000ACME'))).toBeNull();
    expect(await first.tokens.teams()).toEqual(['T000GLOBEX']);
    const kept = await one?.sql.unsafe(`select secret from installations where tenant = 'T00000ACME'`);
    expect(kept).toEqual([{ secret: '' }]);
  });

  test('that rotate are rotated once by two processes, and Slack takes what they get', async () => {
    const processes = await open(true);
    await installsInto('T00000ACME');
    const team = tenantId('T00000ACME');
    for (const { tokens } of processes) expect(await tokens.forTeam(team)).not.toBeNull();
    for (let life = 0; life < 3; life += 1) {
      const before = slack.count('oauth.v2.access');
      await slack.time.turn(12 * 3_600_000);
      const given = await Promise.all([...processes, ...processes].map(({ tokens }) => tokens.forTeam(team)));
      expect(new Set(given.map((token) => token?.botToken)).size).toBe(1);
      expect(slack.count('oauth.v2.access')).toBe(before + 1);
      const alive = await createSlackAuth(slack.url, log).whoAmI(given[0]?.botToken ?? '');
      expect(alive).toMatchObject({ kind: 'ok', value: { teamId: 'T00000ACME' } });
    }
    expect(lines.filter((line) => line.includes('refuses to rotate'))).toEqual([]);
  });

  test('are not lost when Slack does not answer a rotation', async () => {
    const [first] = await open(true);
    await installsInto('T00000ACME');
    const team = tenantId('T00000ACME');
    await first.tokens.forTeam(team);
    await slack.time.turn(12 * 3_600_000);
    slack.faults.next('oauth.v2.access', { kind: 'lose-call' });
    await expect(first.tokens.forTeam(team)).rejects.toMatchObject({ code: 'slack-unavailable' });
    expect(await first.tokens.forTeam(team)).toMatchObject({ teamName: 'Acme' });
  });

  test('whose rotation was made and not heard of are over, and a new installation makes them anew', async () => {
    const [first] = await open(true);
    await installsInto('T00000ACME');
    const team = tenantId('T00000ACME');
    await first.tokens.forTeam(team);
    await slack.time.turn(12 * 3_600_000);
    slack.faults.next('oauth.v2.access', { kind: 'lose-answer' });
    await expect(first.tokens.forTeam(team)).rejects.toMatchObject({ code: 'slack-unavailable' });
    expect(await first.tokens.forTeam(team)).toBeNull();
    expect(await first.tokens.forTeam(team)).toBeNull();
    expect(lines.filter((line) => line.includes('Baton has to be installed there anew')).length).toBe(1);
    await installsInto('T00000ACME');
    expect(await first.tokens.forTeam(team)).toMatchObject({ teamName: 'Acme' });
  });
});
