// The embedded database comes up, keeps what was written, and goes without a trace.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { folder } from './folders.ts';
import { isAlive, serverPid, startApp, untilTrue, urlOf } from './running-app.ts';

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });

test('a first start gives a database that only this machine and only the password reach, and that keeps its promises', async () => {
  const dataDir = path.join(folder(), 'not-there-yet');
  const began = performance.now();
  const app = await startApp(dataDir);
  const url = urlOf(app);
  // The whole product has 10 s for its first start.
  expect(performance.now() - began).toBeLessThan(10_000);
  const sql = connect(url);
  const [is] =
    await sql`select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets, current_database() as name,
    current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding`;
  expect(is).toEqual({ listens: '127.0.0.1', sockets: '', name: 'baton', fsync: 'on', commit: 'on', pages: 'on', encoding: 'UTF8' });
  expect(await sql`select rolpassword like 'SCRAM-SHA-256$%' as scram from pg_authid where rolname = 'baton'`).toEqual([{ scram: true }]);
  await sql.end();
  const wrong = new URL(url);
  wrong.password = 'guessed';
  await expect(connect(wrong.href)`select 1`).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(path.join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(dataDir, 'postgres/data')).mode & 0o777).toBe(0o700);
  expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
  await app.end('SIGTERM');
});

test('a second start finds what the first one wrote, within its time', async () => {
  const dataDir = folder();
  const first = await startApp(dataDir);
  await first.end('SIGTERM');
  const began = performance.now();
  const second = await startApp(dataDir);
  expect(performance.now() - began).toBeLessThan(5_000);
  const sql = connect(urlOf(second));
  expect(await sql`select what from written`).toEqual([{ what: 'SIGTERM' }]);
  await sql.end();
  await second.end('SIGTERM');
});

test('stopping leaves no process and no note behind', async () => {
  const dataDir = folder();
  const app = await startApp(dataDir);
  const sql = connect(urlOf(app));
  const children = await sql<{ pid: number }[]>`select pid from pg_stat_activity`;
  await sql.end();
  const all = [...children.map(({ pid }) => pid), serverPid(path.join(dataDir, 'postgres'))];
  expect(all.filter(isAlive).length).toBeGreaterThan(4);
  await app.end('SIGTERM');
  expect(all.filter(isAlive)).toEqual([]);
  expect(readdirSync(path.join(dataDir, 'postgres/data'))).not.toContain('postmaster.pid');
});

test('Ctrl-C, which reaches the whole process group, leaves the database up for the last write', async () => {
  const dataDir = folder();
  const app = await startApp(dataDir);
  await app.end('SIGINT', 'group');
  expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('received fast shutdown request');
  const again = await startApp(dataDir);
  const sql = connect(urlOf(again));
  expect(await sql`select what from written`).toEqual([{ what: 'SIGINT' }]);
  await sql.end();
  await again.end('SIGTERM');
});

test('an open connection of someone else does not delay the stop', async () => {
  const dataDir = folder();
  const app = await startApp(dataDir);
  const sql = connect(urlOf(app));
  const hanging = sql`select pg_sleep(600)`.catch((error: unknown) => error);
  const server = serverPid(path.join(dataDir, 'postgres'));
  const watch = connect(urlOf(app));
  await untilTrue(
    async () => (await watch`select 1 from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`).length > 0,
    'the long query runs',
  );
  await watch.end();
  const began = performance.now();
  await app.end('SIGTERM');
  expect(performance.now() - began).toBeLessThan(4_000);
  expect(isAlive(server)).toBe(false);
  expect(await hanging).toBeInstanceOf(Error);
  // Without a limit postgres.js waits for ever for a connection that the server closed.
  await sql.end({ timeout: 0 });
});

test('a server that dies while Baton runs comes back by itself at the same address with what was committed', async () => {
  const dataDir = folder();
  const app = await startApp(dataDir);
  const before = connect(urlOf(app));
  await before`insert into written values ('before')`;
  await before.end();
  const server = serverPid(path.join(dataDir, 'postgres'));
  process.kill(server, 'SIGKILL');
  await untilTrue(() => app.log().includes('up again'), 'the server is back');
  const after = connect(urlOf(app));
  expect(await after`select what from written`).toEqual([{ what: 'before' }]);
  await after.end();
  const next = serverPid(path.join(dataDir, 'postgres'));
  expect(next).not.toBe(server);
  await app.end('SIGTERM');
  expect(isAlive(next)).toBe(false);
});
