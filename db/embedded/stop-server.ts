// Stops the server and waits until it is gone: politely, then without ceremony. Every way keeps what was committed.

import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { identify } from './command-line.ts';

/** SIGINT is PostgreSQL's "fast": ends sessions, writes a checkpoint. SIGQUIT is "immediate": the next start replays the log, as after a power cut. */
const STEPS = [
  { signal: 'SIGINT', patienceMs: 5_000 },
  { signal: 'SIGQUIT', patienceMs: 2_000 },
  { signal: 'SIGKILL', patienceMs: 1_000 },
] as const;
const LOOK_MS = 20;

export async function stopServer(pid: number, data: string, log: Logger): Promise<void> {
  for (const { signal, patienceMs } of STEPS) {
    if (await isGone(pid, data)) return;
    if (signal !== 'SIGINT') log.warn({ server: pid, signal }, 'the database does not stop, insisting');
    process.kill(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (await isGone(pid, data)) return;
      await pause(LOOK_MS);
    }
  }
  log.error({ server: pid }, 'the database could not be stopped');
}

async function isGone(pid: number, data: string): Promise<boolean> {
  return (await identify(pid, data)) === 'other';
}
