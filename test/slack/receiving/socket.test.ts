/** The connection of Socket Mode is kept up, a refused token ends nothing, and after the stop nothing comes in. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Receiver } from '../../../adapters/slack/receiving/receiver.ts';
import { startSocket } from '../../../adapters/slack/receiving/socket.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';

let slack: FakeSlack;
const receivers: Receiver[] = [];
const lost: unknown[] = [];
const note = (error: unknown) => lost.push(error);
let others: NodeJS.UnhandledRejectionListener[] = [];

beforeEach(async () => {
  slack = await slackServer({ rates: 'off' });
  lost.length = 0;
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', note);
});

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.stop();
  await slack.close();
  process.removeListener('unhandledRejection', note);
  for (const listener of others) process.on('unhandledRejection', listener);
});

async function started(taken: unknown[] = []): Promise<Receiver> {
  const receiver = await startSocket({
    appToken: slack.appToken,
    apiUrl: slack.url,
    intake: async (event) => {
      taken.push(event.body);
      await event.ack();
    },
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  receivers.push(receiver);
  return receiver;
}

test('after a cut it connects again, also when Slack is away for some tries', async () => {
  const taken: unknown[] = [];
  const receiver = await started(taken);
  slack.faults.next('apps.connections.open', { kind: 'server-error' }, { times: 2 });
  slack.sockets.cut();
  await until(() => receiver.state() === 'reconnecting');
  await until(() => receiver.state() === 'ok');
  await slack.person(ANA).mentions(GENERAL, 'hello');
  await until(() => taken.length > 0);
  expect(lost).toEqual([]);
});

test('a token that is refused at a reconnect is said, ends nothing, and a token that is taken again is used', async () => {
  const receiver = await started();
  slack.faults.next('apps.connections.open', { kind: 'refuse', error: 'invalid_auth' }, { times: 2 });
  slack.sockets.cut();
  await until(() => receiver.state() === 'refused');
  await until(() => receiver.state() === 'ok');
  expect(lost).toEqual([]);
});

test('the first connection that cannot be made is an error', async () => {
  slack.faults.next('apps.connections.open', { kind: 'refuse', error: 'invalid_auth' });
  await expect(started()).rejects.toThrow();
  expect(lost).toEqual([]);
});

test('a connection that was on its way at the stop is closed again, and brings nothing', async () => {
  const taken: unknown[] = [];
  const receiver = await started(taken);
  const gate = Promise.withResolvers<void>();
  slack.faults.next('apps.connections.open', { kind: 'hang', until: gate.promise });
  const asked = slack.count('apps.connections.open');
  slack.sockets.cut();
  await until(() => slack.faults.left() === 0);
  await receiver.stop();
  gate.resolve();
  await until(() => slack.count('apps.connections.open') > asked);
  // Whatever was on its way has arrived once another receiver has connected and heard something.
  const heard: unknown[] = [];
  await started(heard);
  await slack.person(ANA).mentions(GENERAL, 'hello');
  await until(() => heard.length > 0);
  expect(taken).toEqual([]);
  expect(receiver.state()).toBe('stopped');
  expect(lost).toEqual([]);
});
