/** How Slack is attached by several variables together, and each way in which they do not fit. */
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-0123456789' };
const SOCKET = { SLACK_APP_TOKEN: 'xapp-0123456789' };
const HTTP = { SLACK_SIGNING_SECRET: 'hunter2-signing-secret' };
const APP = { SLACK_CLIENT_ID: '123.456', SLACK_CLIENT_SECRET: 'hunter2-client-secret' };
const KEY = { ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') };
const PUBLIC = { PUBLIC_URL: 'https://baton.example.com' };

describe('Slack', () => {
  test('is not attached without a variable of its own; a key to encrypt with or a port alone attach nothing', () => {
    expect(readConfig({}).slack).toBeNull();
    expect(readConfig({ ...KEY, SLACK_PORT: '3009', SLACK_API_URL: 'http://127.0.0.1:1/api', SLACK_TEAMS: 'T123' }).slack).toBeNull();
  });

  test('is attached to one workspace by two tokens, without a port', () => {
    expect(readConfig({ ...BOT, ...SOCKET }).slack).toEqual({
      receive: { kind: 'socket', appToken: 'xapp-0123456789' },
      install: { kind: 'one', botToken: 'xoxb-0123456789' },
      http: null,
      apiUrl: 'https://slack.com/api/',
    });
  });

  test('delivers over HTTP with a signing secret, on a port of its own', () => {
    expect(readConfig({ ...BOT, ...HTTP }).slack).toMatchObject({
      receive: { kind: 'http', signingSecret: 'hunter2-signing-secret' },
      http: { host: '127.0.0.1', port: 3001 },
    });
    expect(readConfig({ ...BOT, ...HTTP, SLACK_PORT: '0', PORT: '0' }).slack?.http?.port).toBe(0);
  });

  test('is installed by many workspaces, delivered either way', () => {
    const many = {
      kind: 'many',
      clientId: '123.456',
      clientSecret: 'hunter2-client-secret',
      encryptionKey: KEY.ENCRYPTION_KEY,
      redirectUrl: 'https://baton.example.com/slack/oauth_redirect',
      teams: [],
    };
    expect(readConfig({ ...APP, ...HTTP, ...KEY, ...PUBLIC }).slack).toMatchObject({ install: many, http: { port: 3001 } });
    expect(readConfig({ ...APP, ...SOCKET, ...KEY, ...PUBLIC }).slack).toMatchObject({ receive: { kind: 'socket' }, install: many, http: { port: 3001 } });
    const redirected = { SLACK_REDIRECT_URL: 'https://slack.example.com/slack/oauth_redirect', SLACK_TEAMS: 'T0AAA, T0BBB' };
    expect(readConfig({ ...APP, ...HTTP, ...KEY, ...redirected }).slack?.install).toMatchObject({
      redirectUrl: 'https://slack.example.com/slack/oauth_redirect',
      teams: ['T0AAA', 'T0BBB'],
    });
    expect(readConfig({ ...APP, ...HTTP, ...KEY, PUBLIC_URL: 'http://127.0.0.1:3001' }).slack).not.toBeNull();
  });

  test('may be another server, for tries and proxies', () => {
    expect(readConfig({ ...BOT, ...SOCKET, SLACK_API_URL: 'http://127.0.0.1:4003/api/' }).slack?.apiUrl).toBe('http://127.0.0.1:4003/api/');
    expect(readConfig({ ...BOT, ...SOCKET, SLACK_API_URL: 'http://127.0.0.1:4003/api' }).slack?.apiUrl).toBe('http://127.0.0.1:4003/api/');
  });

  test.each([
    ['a bot token alone', BOT, /^SLACK_APP_TOKEN is missing while other Slack variables are set: it must be .*xapp-.*SLACK_SIGNING_SECRET/u],
    ['an app token alone', SOCKET, /^SLACK_BOT_TOKEN is missing while other Slack variables are set: it must be .*xoxb-.*SLACK_CLIENT_ID/u],
    ['both ways of delivery', { ...BOT, ...SOCKET, ...HTTP }, /^SLACK_SIGNING_SECRET is set beside SLACK_APP_TOKEN/u],
    ['both ways of installation', { ...BOT, ...SOCKET, ...APP, ...KEY, ...PUBLIC }, /^SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID/u],
    ['a client id without its secret', { ...HTTP, ...KEY, ...PUBLIC, SLACK_CLIENT_ID: '1.2' }, /^SLACK_CLIENT_SECRET is missing while SLACK_CLIENT_ID is set/u],
    ['a client secret without its id', { ...HTTP, ...KEY, ...PUBLIC, SLACK_CLIENT_SECRET: 'hunter2-secret' }, /^SLACK_CLIENT_ID is missing/u],
    ['many workspaces without a key', { ...APP, ...HTTP, ...PUBLIC }, /^ENCRYPTION_KEY is missing .*openssl rand -base64 32/u],
    ['many workspaces without an address', { ...APP, ...HTTP, ...KEY }, /^PUBLIC_URL is missing .*SLACK_REDIRECT_URL/u],
    ['a redirect without TLS', { ...APP, ...HTTP, ...KEY, PUBLIC_URL: 'http://baton.example.com' }, /^PUBLIC_URL makes the redirect address http:.*https/u],
    ['the page’s port', { ...BOT, ...HTTP, SLACK_PORT: '3000' }, /^SLACK_PORT is 3000, and so is PORT/u],
    [
      'a redirect to somewhere else',
      { ...APP, ...HTTP, ...KEY, SLACK_REDIRECT_URL: 'https://baton.example.com/other' },
      /^SLACK_REDIRECT_URL is .*\/slack\/oauth_redirect/u,
    ],
    ['names of workspaces', { ...APP, ...HTTP, ...KEY, ...PUBLIC, SLACK_TEAMS: 'acme' }, /^SLACK_TEAMS is "acme"/u],
    ['a rotating token', { ...SOCKET, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-hunter2' }, /^SLACK_BOT_TOKEN has a value that cannot be read .*without token rotation/u],
  ])('%s stops the start by name, and shows no secret', (_, env, message) => {
    const error = failureOf(env);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
    expect(error).toMatchObject({ code: 'config.invalid' });
  });

  test('every secret of it is known to the log', () => {
    const { secrets } = readConfig({ ...APP, ...HTTP, ...KEY, ...PUBLIC });
    expect(secrets).toEqual(expect.arrayContaining(['hunter2-signing-secret', 'hunter2-client-secret', KEY.ENCRYPTION_KEY]));
    expect(readConfig({ ...BOT, ...SOCKET }).secrets).toEqual(expect.arrayContaining([BOT.SLACK_BOT_TOKEN, SOCKET.SLACK_APP_TOKEN]));
  });
});

function failureOf(env: Record<string, string>): Error {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`expected an error for ${Object.keys(env).join(', ')}`);
}
