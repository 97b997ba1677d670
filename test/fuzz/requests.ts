/** One HTTP request of a case: how it is made, how it is sent, and what its answer must be. */
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import type { Arena } from './arena.ts';
import { text } from './hostile.ts';
import { filledIn, type Names } from './names.ts';

export type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'bytes'; readonly type: string; readonly bytes: Uint8Array };

export interface Part {
  readonly name: string;
  readonly file: string | null;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface HttpCase {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/**
 * Latin-1 without control characters: other headers never leave a real client, and `wire.test.ts` sends them raw. All of a
 * head stays under 16 KB, beyond which the server hangs up before there is a request.
 */
const LONGEST_VALUE = 1_000;
const LONGEST_COOKIE = 2_000;
const headerValue = text.map((value) => value.replace(/[^\x20-\x7e\xa0-\xff]/gu, '').slice(0, LONGEST_VALUE));

/** What a browser or a program may send along. */
export const headers: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    cookie: fc
      .oneof(
        headerValue.map((value) => `baton_as=${encodeURIComponent(value)}`),
        headerValue.map((value) => `baton_session=${value}`),
        headerValue,
      )
      .map((value) => value.slice(0, LONGEST_COOKIE)),
    'hx-request': fc.constantFrom('true', 'false', '1'),
    accept: fc.constantFrom('text/html', 'application/json', '*/*', ''),
    'if-none-match': headerValue,
    'last-event-id': headerValue,
    referer: fc.oneof(headerValue, fc.constant('http://127.0.0.1/t/{waiting.thread}')),
    'content-length': fc.constantFrom('0', '1', '99999999'),
    range: fc.constantFrom('bytes=0-1', 'bytes=9-1'),
    'x-forwarded-for': headerValue,
  },
  { requiredKeys: [] },
);

const kept = new Agent({ keepAlive: true, maxSockets: 4 });

/** What a browser would still send; the server's own limit is tried on the wire. */
const LONGEST_QUERY = 6_000;

/** A kept connection may be closed by the server just when it is used again: as clients do, it is tried once more on a new one. */
async function send(arena: Arena, names: Names, one: HttpCase): Promise<Answer> {
  return sendOnce(arena, names, one).catch((error: unknown) => {
    if (error instanceof ReusedConnectionError) return sendOnce(arena, names, one, new Agent());
    throw error;
  });
}

class ReusedConnectionError extends Error {}

function sendOnce({ served }: Arena, names: Names, { method, path, query, headers: own, content }: HttpCase, agent: Agent = kept): Promise<Answer> {
  const search = urlEncoded(query, names).slice(0, LONGEST_QUERY);
  const { type, bytes } = encoded(content, names);
  const carries = method !== 'GET' && method !== 'HEAD';
  const { 'content-length': said, ...more } = own;
  const lengthHeader = carries ? { 'content-length': String(bytes.length) } : said === undefined ? {} : { 'content-length': '0' };
  const sent = {
    origin: served.base,
    ...(carries && type !== '' ? { 'content-type': type } : {}),
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, filledIn(value, names)])),
    ...lengthHeader,
  };
  return new Promise((resolve, reject) => {
    const target = `${filledIn(path, names)}${search === '' ? '' : `?${search}`}`;
    const asked = request({ agent, host: '127.0.0.1', port: served.port, method, path: target, headers: sent }, (response) => {
      const type = response.headers['content-type'] ?? '';
      const status = response.statusCode ?? 0;
      // A live stream has no end: that it began is the answer.
      if (type.startsWith('text/event-stream')) {
        asked.destroy();
        resolve({ status, type, text: '' });
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status, type, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    asked.on('error', (error) => reject(asked.reusedSocket ? new ReusedConnectionError(error.message) : error));
    asked.end(carries ? bytes : undefined);
  });
}

function encoded(content: Content, names: Names): { readonly type: string; readonly bytes: Uint8Array } {
  switch (content.kind) {
    case 'none':
      return { type: '', bytes: new Uint8Array() };
    case 'json':
      return { type: 'application/json', bytes: Buffer.from(filledIn(JSON.stringify(content.value) ?? '', names)) };
    case 'form':
      return {
        type: 'application/x-www-form-urlencoded',
        bytes: Buffer.from(urlEncoded(content.fields, names)),
      };
    case 'parts':
      return {
        type: `multipart/form-data; boundary=${BOUNDARY}`,
        bytes: Buffer.concat([...content.parts.flatMap(partBytes), Buffer.from(`--${BOUNDARY}--\r\n`)]),
      };
    case 'bytes':
      return { type: content.type, bytes: content.bytes };
    default: {
      const missed: never = content;
      return missed;
    }
  }
}

function urlEncoded(fields: readonly (readonly [string, string])[], names: Names): string {
  const search = new URLSearchParams();
  for (const [name, value] of fields) search.append(name.toWellFormed(), filledIn(value, names).toWellFormed());
  return search.toString();
}

const BOUNDARY = 'fuzz-boundary-7f3a';

/** Names are written as they are, quotes and line ends included: a hostile client escapes nothing. */
function partBytes({ name, file, type, bytes }: Part): Uint8Array[] {
  const disposition = `form-data; name="${name}"${file === null ? '' : `; filename="${file}"`}`;
  return [
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: ${disposition}\r\n${type === '' ? '' : `content-type: ${type}\r\n`}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ];
}

const EXPECTED: ReadonlySet<number> = new Set([200, 201, 202, 204, 303, 304, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429]);
/** Refused before anybody was asked: such a request leaves no trace. */
const AT_THE_DOOR: ReadonlySet<number> = new Set([400, 401, 405, 413, 415]);
/** A run may have been asked, and have refused, or know no such thing: that it was asked, and in which words, is kept. */
const BY_THE_RUN: ReadonlySet<number> = new Set([404, 422]);

/** Sends it, and looks at what came back and at what it left behind. */
export async function tried(arena: Arena, one: HttpCase): Promise<void> {
  const names = await arena.names();
  const writes = one.method === 'POST';
  const before = writes ? await arena.traces() : null;
  const answer = await send(arena, names, one);
  if (!EXPECTED.has(answer.status))
    throw new Error(`${one.method} ${filledIn(one.path, names)} answered ${answer.status}: ${answer.text.slice(0, 300)}; ${arena.logged().slice(0, 1_500)}`);
  if (answer.status >= 400 && one.path.startsWith('/api/')) explains(answer);
  if (answer.type.startsWith('text/html')) isClean(answer.text);
  const byTheRun = BY_THE_RUN.has(answer.status);
  if (before !== null && (byTheRun || AT_THE_DOOR.has(answer.status))) {
    const kept = byTheRun ? { inbox: '', said: '' } : {};
    const [was, is] = [before, await arena.traces()].map((traces) => JSON.stringify({ ...traces, ...kept }));
    if (was !== is) throw new Error(`${answer.status}, and yet it was written: ${was} became ${is}`);
  }
}

function explains({ status, text: body }: Answer): void {
  const told: unknown = JSON.parse(body);
  const error = typeof told === 'object' && told !== null && 'error' in told ? told.error : null;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code !== 'string' || code === 'broken') throw new Error(`${status} says nothing useful: ${body.slice(0, 300)}`);
}

/** None of the marks that cases carry has become a tag. */
function isClean(page: string): void {
  const found = /<script>alert|<img src=x|<\/textarea><\/style>|href="javascript:/u.exec(page);
  if (found) throw new Error(`hostile text became a tag: ${page.slice(Math.max(0, found.index - 200), found.index + 200)}`);
}
