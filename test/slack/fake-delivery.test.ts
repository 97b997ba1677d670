/** How the local Slack server delivers: deadlines, retries, several connections, signatures. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { afterEach, expect, test } from 'vitest';
import { signed } from '../fakes/slack/delivery/signature.ts';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, GENERAL } from '../fakes/slack/world/seed.ts';
import { until } from '../until.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function started(options: Parameters<typeof slackServer>[0] = {}): Promise<FakeSlack> {
  const slack = await slackServer(options);
  ending.push(() => slack.close());
  return slack;
}

interface Envelope {
  readonly ack: (payload?: object) => Promise<void>;
  readonly type: string;
  readonly body: { readonly event_id?: string; readonly event?: { readonly ts: string } };
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

async function socket(slack: FakeSlack, onEnvelope: (envelope: Envelope) => unknown): Promise<SocketModeClient> {
  const client = new SocketModeClient({ appToken: slack.appToken, clientOptions: { slackApiUrl: slack.url }, logger: quietLogger, clientPingTimeout: 500 });
  client.on('slack_event', onEnvelope);
  ending.push(() => client.disconnect());
  await client.start();
  return client;
}

test('an event that is not acknowledged comes again: at once, after 1 min, after 5 min, with the same id', async () => {
  const slack = await started({ hearsItself: false });
  const got: Envelope[] = [];
  await socket(slack, (envelope) => got.push(envelope));
  const said = slack.person(ANA).says(GENERAL, 'hello');
  for (const [attempts, wait] of [
    [1, 3000],
    [2, 3000],
    [3, 60_000 + 3000],
    [4, 300_000 + 3000],
  ] as const) {
    if (attempts > 2) await slack.time.turn(wait - 3000);
    await until(() => got.length === attempts);
    await slack.time.turn(3000);
  }
  await said;
  await slack.time.turn(3_600_000);
  expect(got.map((one) => one.retry_num)).toEqual([0, 1, 2, 3]);
  expect(got[3]!.retry_reason).toBe('http_timeout');
  expect(new Set(got.map((one) => one.body.event_id)).size).toBe(1);
  expect(slack.violations.map((one) => one.kind)).toEqual(Array(4).fill('late-ack'));
});

test('a command acknowledged late has failed for the person; how late is noted', async () => {
  const slack = await started();
  const got: Envelope[] = [];
  await socket(slack, (envelope) => got.push(envelope));
  const typed = slack.person(ANA).types(GENERAL, '/baton help');
  await until(() => got.length === 1);
  await slack.time.turn(3001);
  expect(await typed).toEqual({ taken: false, why: 'http_timeout' });
  await got[0]!.ack({ text: 'too late' });
  await until(() => slack.violations.some((one) => one.kind === 'late-ack' && one.afterMs !== null));
  expect(
    slack
      .person(ANA)
      .toldPrivately()
      .map((one) => one.lines),
  ).toEqual([['/baton failed with the error "operation_timeout"']]);
});

test('acknowledging twice is noticed', async () => {
  const slack = await started();
  await socket(slack, async ({ ack }) => {
    await ack();
    await ack();
  });
  await slack.person(ANA).types(GENERAL, '/baton help');
  await until(() => slack.violations.some((one) => one.kind === 'bad-ack'));
});

test('with several connections each envelope goes to one of them, and to the other when one is gone', async () => {
  const slack = await started({ hearsItself: false });
  const got: string[] = [];
  await socket(slack, (envelope) => envelope.ack().then(() => got.push('one')));
  await socket(slack, (envelope) => envelope.ack().then(() => got.push('two')));
  for (let count = 0; count < 6; count += 1) await slack.person(ANA).says(GENERAL, `message ${count}`);
  expect([got.filter((who) => who === 'one').length, got.filter((who) => who === 'two').length]).toEqual([3, 3]);
  slack.sockets.cut(slack.sockets.connections[0]);
  got.splice(0);
  await slack.person(ANA).says(GENERAL, 'one more');
  expect(got).toEqual(['two']);
});

test('an address for a socket is good for one connection, and only the app token gets one', async () => {
  const slack = await started();
  await socket(slack, ({ ack }) => ack());
  const opened = await fetch(`${slack.url}apps.connections.open`, { method: 'POST', headers: { authorization: `Bearer ${slack.appToken}` } });
  const { url } = (await opened.json()) as { url: string };
  const first = new WebSocket(url);
  await new Promise((resolve) => first.addEventListener('open', resolve));
  const second = new WebSocket(url);
  await new Promise((resolve) => second.addEventListener('error', resolve));
  first.close();
  const refused = await fetch(`${slack.url}apps.connections.open`, { method: 'POST', headers: { authorization: `Bearer ${slack.botToken}` } });
  expect(await refused.json()).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
});

test('after a refresh the client comes again; a command in between fails, an event comes again', async () => {
  const slack = await started({ hearsItself: false });
  const got: Envelope[] = [];
  await socket(slack, (envelope) => {
    got.push(envelope);
    return envelope.ack();
  });
  slack.sockets.refresh();
  const ana = slack.person(ANA);
  expect(await ana.types(GENERAL, '/baton help')).toEqual({ taken: false, why: 'no_connection' });
  await ana.says(GENERAL, 'hello');
  await until(() => slack.sockets.connections.some((one) => one.state === 'open'));
  await slack.time.turn(60_000);
  await until(() => got.length === 1);
  expect(got[0]!.retry_num).toBeGreaterThan(0);
});

test('over HTTP the real Bolt takes signed events, commands and clicks; a wrong signature it does not', async () => {
  const slack = await started({ delivery: 'http', hearsItself: false });
  const app = new App({
    token: slack.botToken,
    signingSecret: slack.signingSecret,
    port: 0,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.url },
  });
  const seen: string[] = [];
  app.message(async ({ message }) => void seen.push(message.type));
  app.command('/baton', async ({ ack }) => ack('help yourself'));
  const listening = (await app.start(0)) as Server;
  ending.push(() => app.stop());
  const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/slack/events`;
  slack.deliversTo(address);
  expect(await slack.verifiesAddress()).toBe(true);
  const ana = slack.person(ANA);
  await ana.says(GENERAL, 'hello');
  expect(await ana.types(GENERAL, '/baton help')).toMatchObject({ taken: true });
  expect(ana.toldPrivately().map((one) => one.lines)).toEqual([['help yourself']]);
  expect(seen).toEqual(['message']);
  expect(slack.violations).toEqual([]);
  const body = JSON.stringify({ type: 'url_verification', challenge: 'x' });
  const forged = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(body, 'another secret', Math.floor(Date.now() / 1000)) },
    body,
  });
  expect(forged.status).toBe(401);
});

test('over HTTP a retry says so in its headers, and an app can decline more of them', async () => {
  const slack = await started({ delivery: 'http', hearsItself: false });
  const got: IncomingHttpHeaders[] = [];
  const app = createServer((request, response) => {
    got.push(request.headers);
    request.resume();
    response.writeHead(500, got.length === 2 ? { 'x-slack-no-retry': '1' } : {}).end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  ending.push(() => new Promise((resolve) => app.close(resolve)));
  slack.deliversTo(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
  await slack.person(ANA).says(GENERAL, 'hello');
  await until(() => slack.delivered[0]?.attempts[1]?.outcome);
  await slack.time.turn(600_000);
  expect(got.map((headers) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
  ]);
});

test('something that was taken can come a second time with the same id', async () => {
  const slack = await started({ hearsItself: false });
  const got: Envelope[] = [];
  await socket(slack, (envelope) => {
    got.push(envelope);
    return envelope.ack();
  });
  await slack.person(ANA).says(GENERAL, 'hello');
  await slack.deliversAgain(slack.delivered[0]!);
  expect(got.map((one) => one.body.event_id)).toEqual([got[0]!.body.event_id, got[0]!.body.event_id]);
});

test('a connection that carries nothing any more is given up by the client, and what was sent there comes again', async () => {
  const slack = await started({ hearsItself: false });
  const got: Envelope[] = [];
  await socket(slack, (envelope) => {
    got.push(envelope);
    return envelope.ack();
  });
  slack.sockets.freeze();
  const said = slack.person(ANA).says(GENERAL, 'hello');
  await until(() => slack.sockets.connections.some((one) => one.state === 'open' && !one.frozen));
  await said;
  // "At once" found no connection yet.
  await slack.time.turn(60_000);
  await until(() => got.length === 1);
  await slack.settled();
  expect(got[0]!.retry_num).toBeGreaterThan(0);
});

test('what the app did not subscribe to, or has no scope for, it does not hear; that it was removed it always does', async () => {
  const slack = await started({ app: { events: new Set(['message.channels', 'app_uninstalled']) }, hearsItself: false });
  await socket(slack, ({ ack }) => ack());
  const ana = slack.person(ANA);
  await ana.mentions(GENERAL, 'status');
  await ana.opensHome();
  expect(slack.delivered.map((one) => one.what)).toEqual(['message']);
  slack.workspace().withdrawsScope('channels:history');
  await ana.says(GENERAL, 'hello');
  await slack.workspace().uninstalls();
  expect(slack.delivered.map((one) => one.what)).toEqual(['message', 'app_uninstalled']);
});
