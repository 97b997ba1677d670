/** A start that fails leaves nothing behind, and a stop waits for nobody. */
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { slackServer } from '../../fakes/slack/server.ts';
import { batonAtSlack } from './baton-at-slack.ts';

const open: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

test('where Slack does not take the token, nothing of what was delivered before is touched', async () => {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  let claims = 0;
  const counted = {
    slack,
    drives: false,
    deliveries: (real: Parameters<NonNullable<Parameters<typeof batonAtSlack>[0]['deliveries']>>[0]) => ({
      ...real,
      claim: async (...asked: Parameters<typeof real.claim>) => {
        claims += 1;
        return await real.claim(...asked);
      },
    }),
  };
  slack.faults.next('apps.connections.open', { kind: 'refuse', error: 'invalid_auth' });
  await expect(batonAtSlack(counted)).rejects.toThrow();
  expect(claims).toBe(0);
  open.push(await batonAtSlack(counted));
  expect(claims).toBe(1);
});

test('a request that never ends does not hold up the stop', async () => {
  const slack = await slackServer({ rates: 'off', delivery: 'http' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, receive: 'http', drives: false });
  open.push(baton);
  const socket = connect(baton.receiving.port ?? 0, '127.0.0.1');
  open.push({ stop: () => void socket.destroy() });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.resume();
  const at = Math.floor(Date.now() / 1000);
  socket.write(`POST /slack/events HTTP/1.1\r\nhost: baton\r\ncontent-length: 100\r\nx-slack-request-timestamp: ${at}\r\n\r\n{`);
  const before = Date.now();
  await baton.receiving.stop();
  await closed;
  expect(Date.now() - before).toBeLessThan(5_000);
  expect(baton.receiving.state()).toBe('stopped');
});
