// The server's own note about itself, `postmaster.pid`. States: none, stale (nobody, or another process, has that pid), starting, ready, stopping, moved.

import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { identify } from './command-line.ts';

export type Postmaster =
  | { readonly kind: 'none' }
  | { readonly kind: 'stale'; readonly pid: number }
  | { readonly kind: 'starting' | 'stopping' | 'moved'; readonly pid: number }
  | { readonly kind: 'ready'; readonly pid: number; readonly port: number };

/** A note that is still being written is incomplete for an instant; one that stays so is what a crash left. */
const WRITING_MS = 3_000;

export async function findPostmaster(data: string): Promise<Postmaster> {
  const lines = await noteLines(data);
  if (lines === null) return { kind: 'none' };
  // Line 1 is the pid, 4 the port, 8 the state (PostgreSQL: src/include/utils/pidfile.h).
  const [pid, port, state] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
  if (!Number.isInteger(pid) || pid <= 1) return (await isFresh(data)) ? { kind: 'starting', pid: 0 } : { kind: 'stale', pid: 0 };
  const identity = await identify(pid, data);
  if (identity === 'other') return { kind: 'stale', pid };
  if (identity === 'moved') return { kind: 'moved', pid };
  if (state === 'stopping') return { kind: 'stopping', pid };
  return state === 'ready' && port > 0 ? { kind: 'ready', pid, port } : { kind: 'starting', pid };
}

/** Only for a stale note, and only while the folder's lock is held: nobody else can be starting a server on it. */
export async function removeNote(data: string): Promise<void> {
  await rm(noteFile(data), { force: true });
}

async function isFresh(data: string): Promise<boolean> {
  const note = await stat(noteFile(data)).catch(() => null);
  return note !== null && Date.now() - note.mtimeMs < WRITING_MS;
}

async function noteLines(data: string): Promise<string[] | null> {
  try {
    return (await readFile(noteFile(data), 'utf8')).split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function noteFile(data: string): string {
  return path.join(data, 'postmaster.pid');
}
