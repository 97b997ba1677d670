// Lets one Baton at a time use a data folder. States: free, held. The kernel frees it when its holder dies, however it dies.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { dataFolderInUse, dataFolderUnusable } from './refusals.ts';

/** A Baton that is just stopping frees its folder within this time more often than not. */
const PATIENCE_MS = 1_500;
const RETRY_MS = 100;
const SQLITE_BUSY = 5;
const Holder = z.object({ pid: z.number().int(), since: z.string() });

/**
 * Node has no flock, and a file that merely names a process must guess after a crash. SQLite's write lock is the kernel's own (fcntl): it is gone with the
 * process, cannot be mistaken for another process with the same number, and also holds between containers that share the folder.
 */
export async function lockDataFolder(folder: string): Promise<{ release(): void }> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const held = tryLock(path.join(folder, 'baton.lock'));
    if (held !== null) {
      await writeFile(holderFile(folder), JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
      return { release: () => held.close() };
    }
    if (Date.now() > deadline) throw dataFolderInUse(folder, await holderOf(folder));
    await pause(RETRY_MS);
  }
}

function tryLock(file: string): DatabaseSync | null {
  const db = open(file);
  try {
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw dataFolderUnusable(path.dirname(file), 'it cannot be locked', '', error);
  }
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (cause) {
    throw dataFolderUnusable(path.dirname(file), 'it cannot be written to', '', cause);
  }
}

/** Only for the message: who holds the lock is the kernel's knowledge, and the note may be a moment behind. */
async function holderOf(folder: string): Promise<z.infer<typeof Holder> | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(holderFile(folder), 'utf8')));
  } catch {
    return null;
  }
}

function holderFile(folder: string): string {
  return path.join(folder, 'baton.pid');
}
