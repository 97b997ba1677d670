/** What goes wrong on the way to the local Slack server when a test says so. */
import { ErrorCode, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { GENERAL } from '../fakes/slack/world/seed.ts';
import { until } from '../until.ts';

let slack: FakeSlack;
let client: WebClient;
beforeEach(async () => {
  slack = await slackServer();
  client = new WebClient(slack.botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quietLogger });
});
afterEach(() => slack.close());

const post = () => client.chat.postMessage({ channel: GENERAL, text: 'x' });

test('an answer is lost after the work was done; a call is lost before', async () => {
  slack.faults.next('chat.postMessage', { kind: 'lose-answer' });
  await expect(post()).rejects.toMatchObject({ code: ErrorCode.RequestError });
  expect(slack.channel(GENERAL)).toHaveLength(1);
  slack.faults.next('chat.postMessage', { kind: 'lose-call' });
  await expect(post()).rejects.toMatchObject({ code: ErrorCode.RequestError });
  expect(slack.channel(GENERAL)).toHaveLength(1);
  await post();
  expect(slack.channel(GENERAL)).toHaveLength(2);
});

test('server errors, storms of 429 and refusals by name, as often as said and where said', async () => {
  slack.faults.next('*', { kind: 'server-error', status: 503 }, { times: 2 });
  await expect(post()).rejects.toMatchObject({ code: ErrorCode.HTTPError, statusCode: 503 });
  await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
  slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 7 });
  await expect(post()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 7 });
  slack.faults.next('chat.postMessage', { kind: 'refuse', error: 'fatal_error' }, { when: (args) => args.thread_ts !== undefined });
  await post();
  expect(slack.faults.left()).toBe(1);
  await expect(client.chat.postMessage({ channel: GENERAL, text: 'x', thread_ts: '1.000001' })).rejects.toThrow('fatal_error');
  expect(slack.violations).toEqual([]);
});

test('a call hangs until the gate opens, and then goes on', async () => {
  const gate = Promise.withResolvers<void>();
  slack.faults.next('chat.postMessage', { kind: 'hang', until: gate.promise });
  const posted = post();
  await until(() => slack.count('chat.postMessage') === 1);
  expect(slack.channel(GENERAL)).toEqual([]);
  gate.resolve();
  await posted;
  expect(slack.channel(GENERAL)).toHaveLength(1);
});

test('the work is done, and the answer comes late', async () => {
  const gate = Promise.withResolvers<void>();
  slack.faults.next('chat.postMessage', { kind: 'hold-answer', until: gate.promise });
  const posted = post();
  await until(() => slack.channel(GENERAL).length === 1);
  gate.resolve();
  expect((await posted).ts).toBe(slack.channel(GENERAL)[0]!.ts);
});
