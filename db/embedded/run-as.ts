// Runs a short command to its end, as ourselves or, when we are root, as the unprivileged user that PostgreSQL accepts.

import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** `code` is null when a signal ended the command or it could not be started; `stderr` then says why. */
export type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export function runAs(user: ServerUser, command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...spawnAs(user), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => resolve({ code: null, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code, stdout, stderr: signal === null ? stderr : `${stderr}ended by ${signal}` }));
  });
}

/**
 * The spawn options that every PostgreSQL program gets. The working folder is `/` because ours may be closed to the server's user.
 * The environment is our own choice: PG* variables would redirect the server, secrets have no business there, and macOS needs a fixed locale.
 */
export function spawnAs(user: ServerUser): { cwd: string; env: Record<string, string>; uid?: number; gid?: number } {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  return user.kind === 'self' ? { cwd: '/', env } : { cwd: '/', env, uid: user.uid, gid: user.gid };
}
