/** Baton's token, and its private answers, go to Slack and nowhere else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRespond } from '../../../adapters/slack/receiving/respond.ts';
import { isSlacks } from '../../../adapters/slack/receiving/slack-address.ts';

const API = 'https://slack.com/api/';

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.md', true],
  ['https://hooks.slack.com/commands/T1/1/x', true],
  ['https://slack.com/x', true],
  ['http://files.slack.com/x', false],
  ['https://files.slack.com.evil.example/x', false],
  ['https://evilslack.com/x', false],
  ['https://files.slack.com@evil.example/x', false],
  ['https://evil.example@files.slack.com/x', false],
  ['https://evil.example/#.slack.com', false],
  ['http://127.0.0.1/x', false],
  ['file:///etc/passwd', false],
  ['not an address', false],
])('%s', (address, slacks) => {
  expect(isSlacks(address, API)).toBe(slacks);
});

test('where the API is somewhere else, that very origin counts too', () => {
  expect(isSlacks('http://127.0.0.1:4100/files/F1', 'http://127.0.0.1:4100/api/')).toBe(true);
  expect(isSlacks('http://127.0.0.1:4101/files/F1', 'http://127.0.0.1:4100/api/')).toBe(false);
});

test('a private answer is not sent to an address that is not Slack’s', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = pino({ level: 'silent' });
  try {
    expect(await createRespond(log, API)(`${origin}/respond`, { text: 'for you only' })).toBe(false);
    expect(asked).toBe(0);
    expect(await createRespond(log, `${origin}/api/`)(`${origin}/respond`, { text: 'for you only' })).toBe(true);
    expect(asked).toBe(1);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
