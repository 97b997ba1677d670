// Makes sure that the server's user can run PostgreSQL: from where npm put it, else from a copy beside the data (a clone under a 0700 folder, missing links).

import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Home } from './home.ts';
import type { Binaries } from './platform-package.ts';
import { cannotRun } from './refusals.ts';
import { runAs } from './run-as.ts';

export type Programs = { readonly postgres: string; readonly initdb: string; readonly major: number };

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

export async function runnableBinaries(home: Home, binaries: Binaries, log: Logger): Promise<Programs> {
  const inPlace = await tryOut(home, binaries.root);
  if (inPlace.kind === 'programs') return inPlace.programs;
  const copy = path.join(home.root, `postgresql-${binaries.version}`);
  if (!existsSync(copy)) {
    log.info({ from: binaries.root, to: copy }, 'copying PostgreSQL to where its user can run it');
    await copyTo(binaries.root, copy);
  }
  const copied = await tryOut(home, copy);
  if (copied.kind === 'programs') return copied.programs;
  throw cannotRun(copy, copied.why);
}

async function tryOut(home: Home, root: string): Promise<{ kind: 'programs'; programs: Programs } | { kind: 'no'; why: string }> {
  const postgres = path.join(root, 'bin', 'postgres');
  const { code, stdout, stderr } = await runAs(home.user, postgres, ['--version']);
  const major = /\b(\d+)(?:\.\d+|\w+)/.exec(stdout)?.[1];
  if (code !== 0 || major === undefined) return { kind: 'no', why: stderr };
  return { kind: 'programs', programs: { postgres, initdb: path.join(root, 'bin', 'initdb'), major: Number(major) } };
}

/** Copied beside and renamed, so that a copy cut short is never taken for whole. The folder's lock is held. */
async function copyTo(from: string, to: string): Promise<void> {
  const beside = `${to}.new`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside);
  await cp(from, beside, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(beside);
  await openToAll(beside);
  await rename(beside, to);
}

/** npm packs no symbolic links; the package makes them after its installation, which `ignore-scripts` forbids. */
async function restoreLinks(root: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(path.join(root, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const link = path.join(root, path.relative('native', target));
    if (!existsSync(link)) await symlink(path.relative(path.dirname(target), source), link);
  }
}

/** An installation under umask 077 is closed to the server's user, file by file. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { mode } = await stat(file);
    await chmod(file, mode & 0o100 ? 0o755 : 0o644);
  }
}
