/** Files come from Discord's own hosts and nowhere else, and none is larger than allowed, whatever Discord says of it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isDiscords } from '../../../adapters/discord/receiving/discord-address.ts';
import { fetchFile } from '../../../adapters/discord/receiving/files.ts';
import { BatonError } from '../../../src/errors.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function host(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization ?? 'nothing');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close().closeAllConnections());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const fetched = async (url: string, apiUrl: string, most = 1_000) => {
  try {
    return new TextDecoder().decode(await fetchFile({ url, size: null }, 'notes.md', most, { apiUrl }));
  } catch (error) {
    return error instanceof BatonError ? error.code : error;
  }
};

const API = 'https://discord.com/api';

test.each([
  'not an address',
  'https://example.com/notes.md',
  'https://cdn.discordapp.com.example.com/notes.md',
  'http://cdn.discordapp.com/notes.md',
  'https://cdn.discordapp.com:8443/notes.md',
  'https://cdn.discordapp.com@example.com/notes.md',
  'https://someone:secret@cdn.discordapp.com/notes.md',
  'file:///etc/passwd',
  'http://127.0.0.1:1/notes.md',
  'http://169.254.169.254/latest',
])('%s is not asked', async (url) => {
  expect(await fetched(url, API)).toBe('file.elsewhere');
});

test('its own hosts are', () => {
  expect(isDiscords('https://cdn.discordapp.com/attachments/1/2/notes.md?ex=1&is=2&hm=3', API)).toBe(true);
  expect(isDiscords('https://media.discordapp.net/ephemeral-attachments/1/2/notes.md', API)).toBe(true);
});

test('no token goes along, and a redirect is not followed', async () => {
  const elsewhere = await host((_, response) => response.end('stolen'));
  const discord = await host((request, response) => {
    if (request.url === '/there') response.writeHead(302, { location: `${elsewhere.origin}/` }).end();
    else response.end('# Notes');
  });
  expect(await fetched(`${discord.origin}/here`, `${discord.origin}/api`)).toBe('# Notes');
  expect(await fetched(`${discord.origin}/there`, `${discord.origin}/api`)).toBe('file.kept-back');
  expect(discord.asked).toEqual(['nothing', 'nothing']);
  expect(elsewhere.asked).toEqual([]);
});

test('more bytes than allowed, none, what is gone and a service that is down are told apart', async () => {
  const discord = await host((request, response) => {
    if (request.url === '/big') {
      response.write('x'.repeat(900));
      response.end('x'.repeat(900));
    } else if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/down') response.writeHead(503).end();
    else response.end();
  });
  const answers = await Promise.all(['big', 'gone', 'down', 'empty'].map((path) => fetched(`${discord.origin}/${path}`, `${discord.origin}/api`)));
  expect(answers).toEqual(['file.too-large', 'file.kept-back', 'discord-file-later', 'file.empty']);
});
