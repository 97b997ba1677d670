// What a killed Baton leaves behind (a running server, a dead one, a note that names someone else) is taken for what it is.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { folder } from './folders.ts';
import { isAlive, serverPid, spawnApp, startApp, untilTrue, urlOf } from './running-app.ts';

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });

async function write(url: string, what: string): Promise<void> {
  const sql = connect(url);
  await sql`insert into written values (${what})`;
  await sql.end();
}

async function written(url: string): Promise<string[]> {
  const sql = connect(url);
  const rows = await sql<{ what: string }[]>`select what from written order by what`;
  await sql.end();
  return rows.map(({ what }) => what);
}

/** A process that has nothing to do with Baton. */
async function stranger(who: { uid: number; gid: number } | null): Promise<number> {
  const child = spawn('/bin/sleep', ['600'], { stdio: 'ignore', cwd: '/', ...(who ?? {}) });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill());
  return child.pid!;
}

function leaveNote(cluster: string, pid: number, port: number): void {
  const file = path.join(cluster, 'data/postmaster.pid');
  writeFileSync(file, `${pid}\n${cluster}/data\n${Math.floor(Date.now() / 1_000)}\n${port}\n\n127.0.0.1\n 1234567 0\nready   \n`, { mode: 0o600 });
  const { uid, gid } = statSync(path.join(cluster, 'data'));
  chownSync(file, uid, gid);
}

test('after kill -9 of the app its server is adopted: same process, same port, nothing lost, and it is stopped in the end', async () => {
  const dataDir = folder();
  const cluster = path.join(dataDir, 'postgres');
  const killed = await startApp(dataDir);
  await write(urlOf(killed), 'before');
  const server = serverPid(cluster);
  await killed.end('SIGKILL');
  expect(isAlive(server)).toBe(true);
  const next = await startApp(dataDir);
  expect(urlOf(next)).toBe(urlOf(killed));
  expect(serverPid(cluster)).toBe(server);
  expect(await written(urlOf(next))).toEqual(['before']);
  await next.end('SIGTERM');
  expect(isAlive(server)).toBe(false);
});

test('after kill -9 of the app and the server a new server recovers what was committed', async () => {
  const dataDir = folder();
  const cluster = path.join(dataDir, 'postgres');
  const killed = await startApp(dataDir);
  await write(urlOf(killed), 'before');
  const server = serverPid(cluster);
  await killed.end('SIGKILL');
  process.kill(server, 'SIGKILL');
  await untilTrue(() => !isAlive(server), 'the server is gone');
  const next = await startApp(dataDir);
  expect(serverPid(cluster)).not.toBe(server);
  expect(await written(urlOf(next))).toEqual(['before']);
  await next.end('SIGTERM');
});

test('a note whose number now belongs to another process is recognised, and that process is left alone', async () => {
  const dataDir = folder();
  const cluster = path.join(dataDir, 'postgres');
  await (await startApp(dataDir)).end('SIGTERM');
  const { uid, gid } = statSync(path.join(cluster, 'data'));
  // PostgreSQL itself refuses to start when the other process belongs to the same user.
  const other = await stranger(process.getuid?.() === 0 ? { uid, gid } : null);
  leaveNote(cluster, other, 5432);
  const app = await startApp(dataDir);
  expect(await written(urlOf(app))).toEqual(['SIGTERM']);
  expect(serverPid(cluster)).not.toBe(other);
  await app.end('SIGTERM');
  expect(isAlive(other)).toBe(true);
});

test('a note whose number now belongs to the server of another data folder is not followed there', async () => {
  const [mine, theirs] = [folder(), folder()];
  await (await startApp(mine)).end('SIGTERM');
  const other = await startApp(theirs);
  const otherServer = serverPid(path.join(theirs, 'postgres'));
  leaveNote(path.join(mine, 'postgres'), otherServer, Number(new URL(urlOf(other)).port));
  const app = await startApp(mine);
  expect(await written(urlOf(app))).toEqual(['SIGTERM']);
  await app.end('SIGTERM');
  expect(isAlive(otherServer)).toBe(true);
  expect(await written(urlOf(other))).toEqual([]);
  await other.end('SIGTERM');
});

test('an empty note, as a power cut leaves it, does not stand in the way', async () => {
  const dataDir = folder();
  await (await startApp(dataDir)).end('SIGTERM');
  writeFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), '');
  const app = await startApp(dataDir);
  expect(await written(urlOf(app))).toEqual(['SIGTERM']);
  await app.end('SIGTERM');
});

test.runIf(process.platform === 'linux')('a data folder that was moved while its server ran on is used at its new place', async () => {
  const parent = folder();
  const killed = await startApp(path.join(parent, 'old'));
  await write(urlOf(killed), 'before');
  const server = serverPid(path.join(parent, 'old/postgres'));
  await killed.end('SIGKILL');
  renameSync(path.join(parent, 'old'), path.join(parent, 'new'));
  const app = await startApp(path.join(parent, 'new'));
  expect(await written(urlOf(app))).toEqual(['before']);
  expect(isAlive(server)).toBe(false);
  await app.end('SIGTERM');
  expect(existsSync(path.join(parent, 'old'))).toBe(false);
});

test('a first start that was killed half-way is begun anew', async () => {
  const dataDir = folder();
  const half = spawnApp(dataDir);
  half.said.catch(() => undefined);
  await untilTrue(() => readdirSync(dataDir).some((name) => name.startsWith('postgres.new-')), 'the database is being made');
  await half.end('SIGKILL');
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  const app = await startApp(dataDir);
  expect(await written(urlOf(app))).toEqual([]);
  await app.end('SIGTERM');
  expect(readdirSync(dataDir).sort()).toEqual(['baton.lock', 'baton.pid', 'postgres', 'postgres.log']);
  expect(readFileSync(path.join(dataDir, 'postgres/password'), 'utf8')).not.toBe('');
});
