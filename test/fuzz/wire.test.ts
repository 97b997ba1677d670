/** Bytes that are no HTTP, or hardly: the server answers with a 4xx or hangs up, and serves the next one. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, describe, test } from 'vitest';
import { openArena, shared } from './arena.ts';
import { isWanted, SEED, TARGET_MS, tryOut } from './cases.ts';
import { text } from './hostile.ts';

console.log(`wire: seed ${SEED}`);

const arena = shared(() => openArena());
afterAll(() => arena.close());

const token = fc.oneof(text, fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PUT', 'get', 'G E T'));
const path = fc.oneof(
  text,
  fc.constantFrom(
    '/',
    '*',
    '//',
    '/c/general',
    '/api/workflows',
    '/api/commands',
    '/../..',
    '/%',
    '/%ff',
    '/t/%00',
    'http://evil.example/',
    `/${'x'.repeat(20_000)}`,
  ),
);
const header = fc.tuple(
  fc.oneof(fc.constantFrom('Host', 'Content-Length', 'Content-Type', 'Transfer-Encoding', 'Origin', 'Cookie', 'Connection', 'Expect', 'Upgrade'), text),
  fc.oneof(
    text,
    fc.constantFrom(
      '127.0.0.1',
      'evil.example',
      '-1',
      '5',
      '99999999999',
      'chunked',
      'chunked, chunked',
      'application/json',
      'null',
      'close',
      '100-continue',
      'websocket',
    ),
  ),
);

const almost = fc
  .tuple(token, path, fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''), fc.array(header, { maxLength: 8 }), text, fc.constantFrom('\r\n', '\n', '\r'))
  .map(([method, target, version, headers, body, end]) =>
    Buffer.from(`${method} ${target} ${version}${end}${headers.map(([name, value]) => `${name}: ${value}${end}`).join('')}${end}${body}`),
  );
const garbage = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** As long as a client would wait for an answer to a request that is not whole. */
const PATIENCE_MS = 40;

function sendRaw(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    // A server that hangs up is as good as one that answers.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      socket.end();
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

describe.runIf(isWanted('raw bytes'))('hostile bytes', () => {
  test('raw bytes', { timeout: TARGET_MS * 2 }, async () => {
    const opened = await arena.get();
    opened.begin();
    await tryOut('raw bytes', fc.oneof({ weight: 3, arbitrary: almost }, { weight: 1, arbitrary: garbage }), async (bytes) => {
      const answer = await sendRaw(opened.served.port, bytes);
      const status = Number(/^HTTP\/1\.[01] (\d{3})/u.exec(answer)?.[1] ?? '400');
      if (status >= 500 && status !== 501 && status !== 505) throw new Error(`answered ${answer.slice(0, 200)}; ${opened.logged().slice(0, 1_000)}`);
    });
    await opened.judge();
  });
});
