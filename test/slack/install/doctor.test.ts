/** The doctor against a local Slack: what is right, each thing that can be wrong, and what it must not print. */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPE_NAMES } from '../../../adapters/slack/install/app-table.ts';
import { installationOf } from '../../../adapters/slack/install/installed-team.ts';
import { createSeal } from '../../../adapters/slack/install/sealed.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { doctor } from '../../doctored.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let slack: FakeSlack;
let fresh: FreshDatabase;
let database: Database;
const servers: Server[] = [];

beforeAll(async () => {
  [slack, fresh] = await Promise.all([slackServer({ app: { scopes: SCOPE_NAMES } }), freshDatabase()]);
  database = await openDatabase({ url: fresh.url, log: pino({ enabled: false }), enqueue: async () => undefined });
});

afterAll(async () => {
  await slack.close();
  await database.close();
  await fresh.drop();
  for (const server of servers) server.close();
});

/** Everything as it should be. */
const right = () => ({ DATABASE_URL: fresh.url, SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken });
const overHttp = (PUBLIC_URL: string) => ({ ...right(), SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: slack.signingSecret, PUBLIC_URL });
const many = () => ({
  ...{ DATABASE_URL: fresh.url, SLACK_API_URL: slack.url, SLACK_CLIENT_ID: slack.app.clientId, SLACK_CLIENT_SECRET: slack.app.clientSecret },
  ...{
    SLACK_APP_TOKEN: slack.appToken,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SLACK_REDIRECT_URL: 'https://baton.example.com/slack/oauth_redirect',
  },
});

describe.concurrent('the doctor', () => {
  test('finds nothing wrong where nothing is', async () => {
    const { code, lines } = await doctor(right());
    expect(lines).toEqual([
      'ok     configuration: every variable can be read, and they fit together.',
      expect.stringMatching(/^ok {5}DATABASE_URL: PostgreSQL \d+\S* answers and lets Baton in\.$/u),
      'note   ANTHROPIC_API_KEY: is unset: the rehearsal model answers, at no cost, and every output says so.',
      expect.stringMatching(/^ok {5}bot token: is that of .+\.$/u),
      expect.stringMatching(/^ok {5}scopes: all \d+ are given by .+\.$/u),
      expect.stringMatching(/^ok {5}clock: is /u),
      'ok     SLACK_APP_TOKEN: opens a connection.',
      'note   Discord: is not attached: DISCORD_TOKEN attaches it. docs/discord.md says how to get one.',
      'Nothing is wrong.',
    ]);
    expect(code).toBe(0);
  });

  test('has only notes about a Baton without any variable', async () => {
    const { code, lines } = await doctor({});
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith('note')).map((line) => line.split(':')[0])).toEqual([
      'note   DATABASE_URL',
      'note   ANTHROPIC_API_KEY',
      'note   Slack',
      'note   Discord',
    ]);
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    ['variables that do not fit', () => ({ SLACK_BOT_TOKEN: 'xoxb-0123456789' }), /^wrong {2}SLACK_APP_TOKEN: is missing/mu],
    [
      'a database that is away',
      () => ({ DATABASE_URL: 'postgres://baton:hunter2pw@127.0.0.1:9/baton' }),
      /^wrong {2}DATABASE_URL: the database does not answer \(ECONNREFUSED\)/mu,
    ],
    ['another password', () => ({ DATABASE_URL: otherPassword(fresh.url) }), /^wrong {2}DATABASE_URL: the database does not let Baton in/mu],
    [
      'a bot token that Slack does not know',
      () => ({ ...right(), SLACK_BOT_TOKEN: 'xoxb-hunter2-hunter2' }),
      /^wrong {2}SLACK_BOT_TOKEN: .*no token that Slack knows \(invalid_auth\)\. Copy it from OAuth & Permissions/mu,
    ],
    [
      'an app token that Slack does not know',
      () => ({ ...right(), SLACK_APP_TOKEN: 'xapp-hunter2-hunter2' }),
      /^wrong {2}SLACK_APP_TOKEN: .*\(invalid_auth\)\. Make one under Basic Information/mu,
    ],
    [
      'a Slack that is away',
      () => ({ ...right(), SLACK_API_URL: `${nobody}/api` }),
      /^wrong {2}Slack: http:\/\/127\.0\.0\.1:\d+\/api\/ does not answer \(ECONNREFUSED\)/mu,
    ],
    [
      'a key that the model’s service refuses',
      () => ({ ANTHROPIC_API_KEY: 'sk-ant-hunter2', ANTHROPIC_BASE_URL: refusing }),
      /^wrong {2}ANTHROPIC_API_KEY: is refused/mu,
    ],
    [
      'a model’s service that is away',
      () => ({ ANTHROPIC_API_KEY: 'sk-ant-hunter2', ANTHROPIC_BASE_URL: nobody }),
      /^wrong {2}ANTHROPIC_BASE_URL: .*ECONNREFUSED/mu,
    ],
    ['a page that is away', () => ({ PUBLIC_URL: nobody }), /^wrong {2}PUBLIC_URL: http:\/\/127\.0\.0\.1:\d+ does not answer/mu],
    ['a page that is another', () => ({ PUBLIC_URL: refusing }), /^wrong {2}PUBLIC_URL: .* answers with 401, which is not Baton’s page/mu],
    ['deliveries that lead nowhere', () => overHttp(nobody), /^wrong {2}deliveries: http:\/\/127\.0\.0\.1:\d+\/slack\/events does not answer/mu],
    ['a Baton with another signing secret', () => overHttp(refusing), /^wrong {2}SLACK_SIGNING_SECRET: the Baton at .* knows another one/mu],
    [
      'a client secret that is another’s',
      () => ({ ...many(), SLACK_CLIENT_SECRET: 'hunter2-hunter2' }),
      /^wrong {2}SLACK_CLIENT_SECRET: .*\(bad_client_secret\)/mu,
    ],
  ])('says what to do about %s', async (_, env, line) => {
    const { code, printed } = await doctor(env());
    expect(printed).toMatch(line);
    expect(printed).not.toContain('hunter2');
    expect(code).toBe(1);
  });

  test('says of each scope that is missing what does not work', async () => {
    const narrow = await slackServer({ app: { scopes: SCOPE_NAMES.filter((scope) => scope !== 'usergroups:read' && scope !== 'files:write') } });
    const { code, lines } = await doctor({ ...right(), SLACK_API_URL: narrow.url, SLACK_BOT_TOKEN: narrow.botToken });
    await narrow.close();
    expect(lines.filter((line) => line.includes('scope '))).toEqual([
      expect.stringMatching(/^wrong {2}scope usergroups:read: is missing in .+: groups cannot approve\. Add it under OAuth & Permissions/u),
      expect.stringMatching(/^wrong {2}scope files:write: is missing in .+: long results are posted as text/u),
    ]);
    expect(lines.at(-1)).toBe('2 things are wrong.');
    expect(code).toBe(1);
  });

  test('says what is wrong with the time', async () => {
    const ahead = await listening((request, response) => {
      request.resume();
      const answer = JSON.stringify({ ok: true, team_id: 'T1', team: 'Acme', user_id: 'UBOT', bot_id: 'B1' });
      response.writeHead(200, { 'content-type': 'application/json', date: new Date(Date.now() + 400_000).toUTCString() }).end(answer);
    });
    const { printed, code } = await doctor({ ...right(), SLACK_API_URL: ahead });
    expect(printed).toMatch(/^wrong {2}clock: is (39\d|40\d) s off that of Slack\. Set it by the network/mu);
    expect(printed).toMatch(/^note {3}scopes: Slack did not say/mu);
    expect(code).toBe(1);
  });

  test('asks Baton itself, as Slack would, whether deliveries arrive', async () => {
    const asked: string[] = [];
    const baton = await listening((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (request.url === '/healthz') return void response.end('{"status":"ok","model":"rehearsal"}');
        asked.push(`${request.method} ${request.url}`);
        const signed = createHmac('sha256', slack.signingSecret).update(`v0:${request.headers['x-slack-request-timestamp']}:${body}`).digest('hex');
        if (request.headers['x-slack-signature'] !== `v0=${signed}`) return void response.writeHead(401).end();
        response.end(JSON.stringify({ challenge: JSON.parse(body).challenge }));
      });
    });
    const { printed, code } = await doctor(overHttp(baton));
    expect(printed).toMatch(/^ok {5}deliveries: .* leads to Baton, and SLACK_SIGNING_SECRET is the one that it knows/mu);
    expect(printed).toMatch(/^ok {5}PUBLIC_URL: /mu);
    expect(asked).toEqual(['POST /slack/events']);
    expect(code).toBe(0);
  });

  test('looks at every installation, and names those that it cannot open or that Slack refuses', async () => {
    const env = many();
    const seal = createSeal(env.ENCRYPTION_KEY);
    const about = { v: 1 as const, teamName: 'Acme', botUserId: 'UBOT', botId: null, scopes: [...SCOPE_NAMES], installedBy: null };
    expect((await doctor(env)).printed).toMatch(/^note {3}installations: there is none yet: open https:\/\/baton\.example\.com\/slack\/install/mu);
    const keep = (team: string, botToken: string, sealedWith = seal) =>
      database.installations.keep(installationOf({ tenant: tenantId(team), tokens: { botToken, refresh: null }, about }, sealedWith));
    await keep('T1', slack.botToken);
    await keep('T2', 'xoxb-hunter2-gone');
    await keep('T3', 'xoxb-hunter2-other', createSeal(randomBytes(32).toString('base64')));
    const { printed, code } = await doctor(env);
    expect(printed).toMatch(/^ok {5}SLACK_CLIENT_SECRET: belongs to SLACK_CLIENT_ID/mu);
    expect(printed).toMatch(/^ok {5}bot token: is that of /mu);
    expect(printed).toMatch(/^wrong {2}bot token of Acme: .*\(invalid_auth\)\. Install Baton there again/mu);
    expect(printed).toMatch(/^wrong {2}ENCRYPTION_KEY: does not open the token of T3/mu);
    expect(printed).not.toContain('hunter2');
    expect(code).toBe(1);
  });

  test('prints no secret, whatever is wrong with it', async () => {
    const env = { ...right(), SLACK_BOT_TOKEN: 'hunter2 hunter2', ENCRYPTION_KEY: 'hunter2', WEB_USERS: 'ada:hunter2', ANTHROPIC_API_KEY: 'hunter2 key' };
    const { printed, code } = await doctor(env);
    expect(printed).not.toContain('hunter2');
    expect(printed).toContain('not shown: it is secret');
    expect(code).toBe(1);
  });
});

let refusing = '';
/** An address at which nobody listens any more. */
let nobody = '';
beforeAll(async () => {
  nobody = await listening((request) => request.resume());
  servers.pop()?.close();
  refusing = await listening((request, response) => {
    request.resume();
    response.writeHead(401).end();
  });
});

function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
}

function otherPassword(url: string): string {
  const other = new URL(url);
  other.password = 'hunter2-other-password';
  return other.href;
}
