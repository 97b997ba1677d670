/** A whole process with real-looking secrets, against a model service that repeats the key in its refusals: nobody ever sees one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { hashPassword } from '../../../src/config/password.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonProcess, startProcess } from './baton-process.ts';

const KEY = 'sk-ant-test-5e3c0ffee5e3c0ffee';
const PASSWORD = 'correct horse battery';

let fresh: FreshDatabase;
let service: Server;
let baton: BatonProcess | null = null;
beforeEach(async () => {
  fresh = await freshDatabase({ migrated: false });
  service = createServer((request, response) => {
    const { authorization, 'x-api-key': key } = request.headers;
    const message = `the key ${key ?? authorization} may not be used; you sent ${JSON.stringify(request.headers)}`;
    request.resume();
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ type: 'error', error: { type: 'authentication_error', message } }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  baton?.kill('SIGKILL');
  await baton?.exited;
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await fresh.drop();
});

test('no key, password, hash or session in the log, on the page, in the thread or in any table', { timeout: 60_000 }, async () => {
  const hash = await hashPassword(PASSWORD);
  const { port } = service.address() as AddressInfo;
  const env = { DATABASE_URL: fresh.url, WEB_USERS: `ada:${hash}`, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'trace' };
  baton = await startProcess({ env });
  const { address } = baton;
  const login = await fetch(new URL('/login', address), {
    method: 'POST',
    headers: { origin: new URL(address).origin },
    body: new URLSearchParams({ name: 'ada', password: PASSWORD }),
    redirect: 'manual',
  });
  const cookie = (login.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const read = async (path: string) => await (await fetch(new URL(path, address), { headers: { cookie } })).text();
  const asked = await fetch(new URL('/api/commands', address), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ text: '/orchestrate Compare the stores AND write the guide' }),
  });
  const { workflow, thread } = z.object({ workflow: z.string(), thread: z.string() }).parse(await asked.json());
  // The refusal has reached people: it stands on a card, with the key taken out.
  const told = await until(async () => {
    const messages = await read(`/api/threads/${thread}/messages`);
    return messages.includes('[secret]') && messages;
  });
  const shown = await Promise.all([`/t/${thread}`, `/workflows/${workflow}/ledger`, `/api/workflows/${workflow}/export`, '/settings', '/healthz'].map(read));
  const stored = await everyRow(fresh.url);
  expect(stored).toContain('[secret]');
  expect(baton.output()).toContain('"failure":"authentication"');
  const secrets = { key: KEY, password: PASSWORD, hash, session: cookie.split('=')[1] ?? '' };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(20);
    for (const text of [told, ...shown, stored, baton.output()]) expect(text.includes(secret), name).toBe(false);
  }
});

/** The ledger, the tables derived from it, and the queue's. */
async function everyRow(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const tables = await sql<{ schemaname: string; tablename: string }[]>`select schemaname, tablename from pg_tables where schemaname in ('public', 'pgboss')`;
    expect(tables.length).toBeGreaterThan(10);
    const rows: string[] = [];
    for (const { schemaname, tablename } of tables) {
      for (const row of await sql`select t::text as row from ${sql(schemaname)}.${sql(tablename)} t`) rows.push(String(row.row));
    }
    return rows.join('\n');
  } finally {
    await sql.end();
  }
}
