/** The local Slack server keeps the documented rates, and turns its own time. */
import { WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, GENERAL, SECRET } from '../fakes/slack/world/seed.ts';

let slack: FakeSlack;
afterEach(() => slack.close());

async function connected(options: Parameters<typeof slackServer>[0] = {}): Promise<WebClient> {
  slack = await slackServer(options);
  return new WebClient(slack.botToken, { slackApiUrl: slack.url, rejectRateLimitedCalls: true, retryConfig: { retries: 0 }, logger: quietLogger });
}

/** How many of these calls get through before one is refused, and the seconds that it has to wait. */
async function untilRefused(call: () => Promise<unknown>): Promise<{ taken: number; retryAfter: number }> {
  for (let taken = 0; ; taken += 1) {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      return { taken, retryAfter: error.retryAfter };
    }
  }
}

test('posts: a short burst, then one a second per channel; another channel is free', async () => {
  const client = await connected();
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
  const { taken, retryAfter } = await untilRefused(() => post(GENERAL));
  expect(taken).toBeLessThanOrEqual(5);
  expect(retryAfter).toBe(1);
  await slack.workspace().invitesBot(SECRET);
  await post(SECRET);
  await slack.time.turn(1000);
  await post(GENERAL);
  expect(slack.violations.map((one) => one.kind)).toEqual(['too-fast']);
});

test('who calls again before Retry-After is over has not read it', async () => {
  const client = await connected();
  await untilRefused(() => client.chat.postMessage({ channel: GENERAL, text: 'x' }));
  await expect(client.chat.postMessage({ channel: GENERAL, text: 'x' })).rejects.toThrow(WebAPIRateLimitedError);
  expect(slack.violations.map((one) => one.kind)).toEqual(['too-fast', 'ignored-retry-after']);
});

test.each([
  ['tier 2', 20, 25, (client: WebClient) => client.usergroups.list({})],
  ['tier 3', 50, 60, (client: WebClient) => client.conversations.info({ channel: GENERAL })],
  ['tier 4', 100, 120, (client: WebClient) => client.users.info({ user: ANA })],
])('%s: %i a minute and a little more, then none until the first is a minute old', async (_, least, most, call) => {
  const client = await connected();
  const { taken, retryAfter } = await untilRefused(() => call(client));
  expect(taken).toBeGreaterThanOrEqual(least);
  expect(taken).toBeLessThanOrEqual(most);
  expect(retryAfter).toBeGreaterThan(50);
  await slack.time.turn(retryAfter * 1000);
  await call(client);
});

test('rates can be a multiple of the documented ones, or none', async () => {
  const fast = await connected({ rates: 60 });
  const first = await untilRefused(() => fast.users.info({ user: ANA }));
  expect(first.retryAfter).toBe(1);
  await slack.close();
  const free = await connected({ rates: 'off' });
  await Promise.all(Array.from({ length: 200 }, () => free.users.info({ user: ANA })));
  expect(slack.violations).toEqual([]);
});

test('an app that is sold outside the marketplace reads once a minute, 15 messages at a time', async () => {
  const client = await connected({ unlisted: true });
  for (let count = 0; count < 16; count += 1) await slack.person(ANA).says(GENERAL, `message ${count}`);
  const read = () => client.conversations.history({ channel: GENERAL, limit: 100 });
  expect((await read()).messages).toHaveLength(15);
  expect(await untilRefused(read)).toMatchObject({ taken: 0 });
  await slack.time.turn(60_000);
  expect((await read()).has_more).toBe(true);
});
