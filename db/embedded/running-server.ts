// Brings the server of a data folder up: adopts one that a killed Baton left running, else starts one, whatever the last one left behind.

import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Home } from './home.ts';
import { type Launched, launch } from './launch.ts';
import { logIn } from './login.ts';
import { findPostmaster, removeNote } from './postmaster.ts';
import { startFailed } from './refusals.ts';
import type { Programs } from './runnable-binaries.ts';
import { stopServer } from './stop-server.ts';

export type Running = { readonly pid: number; readonly port: number; readonly adopted: boolean };

/** `port` is the one to come back on, or null for any. */
export type Task = { readonly home: Home; readonly programs: Programs; readonly password: string; readonly port: number | null; readonly log: Logger };

/** A second try finds another port, or the last children of a killed server gone; more would not change anything. */
const LAUNCHES = 3;
/** Replaying the log after a power cut may take minutes; beyond this something else is wrong. */
const PATIENCE_MS = 5 * 60_000;
const LOOK_MS = 25;
const SAY_MS = 10_000;

export async function runningServer(task: Task): Promise<Running> {
  const mine: { launched: Launched | null } = { launched: null };
  try {
    return await bringUp(task, mine);
  } catch (error) {
    // What we started and cannot use must not stay behind; what we found was not ours to stop.
    if (mine.launched !== null) await stopServer(mine.launched.pid, task.home.data, task.log);
    throw error;
  }
}

async function bringUp({ home, programs, password, port, log }: Task, mine: { launched: Launched | null }): Promise<Running> {
  const began = Date.now();
  let said = began;
  let launches = 0;
  while (Date.now() - began < PATIENCE_MS) {
    const found = await findPostmaster(home.data);
    const { launched } = mine;
    const starting = launched !== null && !launched.hasEnded();
    if (found.kind === 'ready' && (await logIn(found.port, password, home.data)) === 'in') {
      return { pid: found.pid, port: found.port, adopted: found.pid !== launched?.pid };
    }
    if (found.kind === 'moved') {
      log.warn({ server: found.pid }, 'the data folder was moved while its server ran: stopping that server');
      await stopServer(found.pid, home.data, log);
    } else if (found.kind === 'stale' && !starting) {
      log.warn({ server: found.pid }, 'a server ended without tidying up, or another process has its number now: starting anew');
      await removeNote(home.data);
    } else if (found.kind === 'none' && !starting) {
      if (launched !== null && launches >= LAUNCHES) throw startFailed(home.cluster, launched.logFile, await lastWords(launched));
      if (launches > 0) await pause(launches * 300);
      mine.launched = await launch(home, programs, port);
      launches += 1;
    }
    if (Date.now() - said > SAY_MS) {
      said = Date.now();
      log.info({ state: found.kind }, 'waiting for the database, it may be recovering from a crash');
    }
    await pause(LOOK_MS);
  }
  throw startFailed(home.cluster, mine.launched?.logFile ?? 'postgres.log', 'it did not get ready in 5 minutes');
}

/** What this launch wrote, not what earlier ones did. */
async function lastWords(launched: Launched): Promise<string> {
  const output = await readFile(launched.logFile);
  return output.subarray(launched.logStart).toString('utf8').trim().slice(-2_000);
}
