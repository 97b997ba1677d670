/** Baton's token goes to Slack's own hosts and nowhere else, and no file is larger than allowed, whatever Slack says of it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchFile } from '../../../adapters/slack/receiving/files.ts';
import { BatonError } from '../../../src/errors.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A host of files; returns where it is and the tokens that it was given. */
async function host(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ origin: string; tokens: string[] }> {
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close().closeAllConnections());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens };
}

const fetched = async (url: string | null, apiUrl: string, most = 1_000, name = 'notes.md') => {
  try {
    return new TextDecoder().decode(await fetchFile({ url, size: null }, name, most, { botToken: 'xoxb-1' }, { apiUrl }));
  } catch (error) {
    return error instanceof BatonError ? error.code : error;
  }
};

test.each([
  null,
  'not an address',
  'https://example.com/notes.md',
  'https://slack.com.example.com/notes.md',
  'https://files-slack.com/notes.md',
  'http://files.slack.com/notes.md',
  'https://files.slack.com@example.com/notes.md',
  'https://someone:secret@files.slack.com/notes.md',
  'file:///etc/passwd',
  'http://127.0.0.1:1/notes.md',
])('%s is not asked', async (url) => {
  expect(await fetched(url, 'https://slack.com/api/')).toBe('file.elsewhere');
});

test('a file comes with the token, and a redirect is not followed', async () => {
  const elsewhere = await host((_, response) => response.end('stolen'));
  const slack = await host((request, response) => {
    if (request.url === '/there') response.writeHead(302, { location: `${elsewhere.origin}/` }).end();
    else response.end('# Notes');
  });
  expect(await fetched(`${slack.origin}/here`, `${slack.origin}/api/`)).toBe('# Notes');
  expect(await fetched(`${slack.origin}/there`, `${slack.origin}/api/`)).toBe('file.kept-back');
  expect(slack.tokens).toEqual(['Bearer xoxb-1', 'Bearer xoxb-1']);
  expect(elsewhere.tokens).toEqual([]);
});

test('more bytes than allowed, none, a login page and a service that is down are told apart', async () => {
  const slack = await host((request, response) => {
    if (request.url === '/big') {
      response.write('x'.repeat(900));
      response.end('x'.repeat(900));
    } else if (request.url === '/login') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    else if (request.url === '/down') response.writeHead(503).end();
    else response.end();
  });
  const answers = await Promise.all(['big', 'login', 'down', 'empty'].map((path) => fetched(`${slack.origin}/${path}`, `${slack.origin}/api/`)));
  expect(answers).toEqual(['file.too-large', 'file.kept-back', 'slack-file-later', 'file.empty']);
});
