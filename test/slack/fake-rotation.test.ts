/** Tokens that end, in the local Slack server: a refresh token works once, whoever comes first. */
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { TEAM } from '../fakes/slack/world/seed.ts';

const HOUR = 3_600_000;
let slack: FakeSlack;
beforeEach(async () => {
  slack = await slackServer({ rates: 'off', app: { tokenRotation: true }, workspaces: [{ installed: false }] });
});
afterEach(() => slack.close());

const clientWith = (token?: string) => new WebClient(token, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
const refresh = (refresh_token: string) =>
  clientWith().oauth.v2.access({ client_id: slack.app.clientId, client_secret: slack.app.clientSecret, grant_type: 'refresh_token', refresh_token });

test('a token ends after twelve hours; the refresh token brings the next, once', async () => {
  const first = slack.workspace().installs();
  expect(first.expiresIn).toBe(12 * 3600);
  await clientWith(first.token).auth.test();
  await slack.time.turn(12 * HOUR);
  await expect(clientWith(first.token).auth.test()).rejects.toThrow('token_expired');
  const second = await refresh(String(first.refreshToken));
  expect(second).toMatchObject({ expires_in: 12 * 3600, team: { id: TEAM } });
  expect(second.refresh_token).not.toBe(first.refreshToken);
  await clientWith(second.access_token).auth.test();
  await expect(refresh(String(first.refreshToken))).rejects.toThrow('invalid_refresh_token');
});

test('a code ends after ten minutes, and the secret must be right', async () => {
  const agree = async () => {
    const asked = new URL(slack.authorizeUrl);
    asked.search = new URLSearchParams({ client_id: slack.app.clientId, redirect_uri: 'http://127.0.0.1:9/back', scope: 'chat:write' }).toString();
    const back = await fetch(asked, { redirect: 'manual' });
    return String(new URL(back.headers.get('location') ?? '').searchParams.get('code'));
  };
  const exchange = (code: string, client_secret: string) => clientWith().oauth.v2.access({ client_id: slack.app.clientId, client_secret, code });
  await expect(exchange(await agree(), 'wrong')).rejects.toThrow('bad_client_secret');
  const old = await agree();
  await slack.time.turn(600_001);
  await expect(exchange(old, slack.app.clientSecret)).rejects.toThrow('code_expired');
  expect(await exchange(await agree(), slack.app.clientSecret)).toMatchObject({ scope: 'chat:write' });
});
