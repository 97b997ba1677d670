/** A start that cannot work stops with what was wrong and what would be right, and exit code 1. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COMPILED_ONCE } from '../../compiled.ts';
import { freshDatabase } from '../../postgres.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-start-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function refused(env: Readonly<Record<string, string>>): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH, HOME, ...COMPILED_ONCE, PORT: '0', ...env } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(1);
  return said;
}

test('a wrong variable is named, with what would be right', async () => {
  expect(await refused({ PORT: 'eighty' })).toBe('Baton cannot start.\nPORT is "eighty": it must be a whole number from 0 to 65535.\n');
});

test('a database that does not answer is said plainly, and its password is not', async () => {
  const said = await refused({ DATABASE_URL: 'postgres://baton:hunter2hunter2@127.0.0.1:1/none' });
  expect(said).toContain('The database does not answer (ECONNREFUSED).');
  expect(said).not.toContain('hunter2');
});

test('a database that does not let Baton in is said plainly, and its password is not', async () => {
  const { url, drop } = await freshDatabase();
  try {
    const wrong = new URL(url);
    wrong.username = 'nobody-of-that-name';
    wrong.password = 'hunter2hunter2';
    const said = await refused({ DATABASE_URL: wrong.href });
    expect(said).toContain('does not let Baton in');
    expect(said).not.toContain('hunter2');
    const missing = new URL(url);
    missing.pathname = '/no_such_database';
    expect(await refused({ DATABASE_URL: missing.href })).toContain('"no_such_database" does not exist');
  } finally {
    await drop();
  }
});

test('a wrong line in orchestrator.local.md stops the start before anything is touched', async () => {
  await writeFile(join(folder, 'orchestrator.local.md'), '---\nmax_parallel_agents: 9\n---\n');
  const said = await refused({ DATABASE_URL: 'postgres://baton@127.0.0.1:1/none' });
  expect(said).toContain('orchestrator.local.md');
  expect(said).toContain('max_parallel_agents');
});

test('a folder of LIBRARY_PATH that is not there stops the start before anything is touched', async () => {
  const [missing, file] = [join(folder, 'libary'), join(folder, 'a-file')];
  await writeFile(file, '');
  const said = await refused({ DATABASE_URL: 'postgres://baton@127.0.0.1:1/none', LIBRARY_PATH: [folder, missing, file].join(':') });
  const line = (path: string) => `LIBRARY_PATH names "${path}", which is no folder here: it must be paths of folders that exist, separated by colons.\n`;
  expect(said).toBe(`Baton cannot start.\n${line(missing)}${line(file)}`);
});
