// Runs app.ts as a process of its own, as any user and from any clone of the project, and tells what became of it and of its server.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';

// A test here starts up to six servers, each of them a new database.
vi.setConfig({ testTimeout: 90_000 });

export const PROJECT = path.resolve(import.meta.dirname, '../../..');

export type Said = { readonly kind: 'up'; readonly url: string } | { readonly kind: 'refused'; readonly code: string; readonly message: string };
export type Who = { readonly uid: number; readonly gid: number };
export type App = { readonly pid: number; readonly said: Said; log(): string; end(signal: NodeJS.Signals, group?: 'group'): Promise<void> };

type Options = { readonly who?: Who | null; readonly project?: string; readonly node?: string; readonly fileBlocks?: number };

export async function startApp(dataDir: string, options: Options = {}): Promise<App> {
  const app = spawnApp(dataDir, options);
  return { ...app, said: await app.said };
}

/** Not yet up: for tests that meddle with a start. */
export function spawnApp(dataDir: string, { who = null, project = PROJECT, node = process.execPath, fileBlocks }: Options = {}) {
  const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks}; `;
  const script = path.join(project, 'test/integration/embedded/app.ts');
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"`, node, script, dataDir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin' },
    ...(who ?? {}),
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exit = once(child, 'exit');
  const pid = child.pid!;
  // A test that failed half-way leaves no server running.
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exit;
  });
  return {
    pid,
    log: () => log,
    said: firstLine(child.stdout, () => log),
    end: async (signal: NodeJS.Signals, group?: 'group') => {
      process.kill(group === undefined ? pid : -pid, signal);
      await exit;
    },
  };
}

async function firstLine(stdout: NodeJS.ReadableStream, log: () => string): Promise<Said> {
  for await (const line of createInterface({ input: stdout })) return JSON.parse(line) as Said;
  throw new Error(`the app ended without a word: ${log()}`);
}

export function urlOf(app: App): string {
  if (app.said.kind === 'up') return app.said.url;
  throw new Error(`${app.said.code}: ${app.said.message}`);
}

export function serverPid(cluster: string): number {
  return Number(readFileSync(path.join(cluster, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** A zombie counts as gone: only its parent can bury it, and a killed app's children belong to the system. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export async function untilTrue(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(10);
  }
}
