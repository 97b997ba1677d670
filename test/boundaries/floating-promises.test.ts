import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const DROPPED = '// dropped';

const SOURCE = `import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

declare function report(error: unknown): void;
async function work(): Promise<number> {
  return 1;
}

export async function all(maybe: { close?: () => Promise<void> }): Promise<void> {
  const sql = postgres('postgres://localhost/none');
  work(); ${DROPPED}
  sleep(1); ${DROPPED}
  sql.end(); ${DROPPED}
  sql\`select 1\`; ${DROPPED}
  maybe.close?.(); ${DROPPED}
  work().then(report); ${DROPPED}
  work().finally(() => report(1)); ${DROPPED}
  await work();
  void work();
  work().catch(report);
  work().then(report, report);
  work().catch(report).finally(() => report(1));
  const kept = work();
  report(kept);
}
`;

test('a dropped promise is reported, whichever package it comes from', () => {
  const { status, stderr } = check(SOURCE);
  const expected = SOURCE.split('\n').flatMap((line, index) => (line.endsWith(DROPPED) ? [index + 1] : []));
  expect([...stderr.matchAll(/sample\.ts:(\d+):\d+ drops a promise/g)].map((match) => Number(match[1]))).toEqual(expected);
  expect(status).toBe(1);
});

test('code that drops none passes', () => {
  expect(check('export const one = await Promise.resolve(1);\n')).toMatchObject({ status: 0, stderr: '' });
});

test('a project without files is not taken for a clean one', () => {
  const { status, stderr } = check(null);
  expect(status).toBe(1);
  expect(stderr).toContain('names no files');
});

function check(source: string | null): { status: number | null; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'baton-promises-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(ROOT, 'tsconfig.json'), join(folder, 'base.json'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: './base.json', include: [], files: source === null ? [] : ['sample.ts'] }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  if (source !== null) writeFileSync(join(folder, 'sample.ts'), source);
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/floating-promises.ts'), join(folder, 'tsconfig.json')], {
    cwd: folder,
    encoding: 'utf8',
  });
  // The compiler's own process may say this when it is closed.
  return { status, stderr: stderr.replaceAll('context canceled\n', '') };
}
