// Starts the server in a process group of its own, so that Ctrl-C reaches only us: the database must outlive our last write.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Home } from './home.ts';
import { spawnAs } from './run-as.ts';
import type { Programs } from './runnable-binaries.ts';

/** A quiet server writes a few lines per start; beyond this one older file is kept. */
const LOG_LIMIT = 10 * 1024 * 1024;

/** `logStart` is where in the log file this server's output begins. */
export type Launched = { readonly pid: number; readonly logFile: string; readonly logStart: number; hasEnded(): boolean };

/** `wanted` is a port that clients know already; null takes any free one. */
export async function launch(home: Home, programs: Programs, wanted: number | null): Promise<Launched> {
  const port = wanted ?? (await freePort());
  const logFile = path.join(home.dataDir, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
  // Opened by us: the server's user needs no right to the folder.
  const output = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(output).size;
  try {
    // `-D <data> -p <port>` in this order: command-line.ts reads it back. No unix socket: its path has a limit of 107 bytes.
    const args = ['-D', home.data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    const child = spawn(programs.postgres, args, { ...spawnAs(home.user), detached: true, stdio: ['ignore', output, output] });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return { pid: child.pid ?? 0, logFile, logStart, hasEnded: () => child.exitCode !== null || child.signalCode !== null };
  } finally {
    closeSync(output);
  }
}

/** The kernel's choice. Another program may take it before the server does: the start is then tried again with another. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port on 127.0.0.1'))));
    });
  });
}
