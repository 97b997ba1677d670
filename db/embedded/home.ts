// Decides where the database lives: in the data folder, or, where the server's user cannot reach that, in a folder of its own that a pointer file names.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { dataFolderMissing, dataFolderUnusable } from './refusals.ts';
import { runAs } from './run-as.ts';
import { runsAsRoot, type ServerUser, serverUser } from './server-user.ts';

/** `root` holds everything of this database (lock, password, data, copied binaries); `dataDir` is the data folder as given, resolved. */
export type Home = { readonly dataDir: string; readonly root: string; readonly cluster: string; readonly data: string; readonly user: ServerUser };

/** Kept across reboots, and open to every user, on Linux and macOS alike. */
const ELSEWHERE = '/var/lib/baton';
const POINTER = 'postgres-location.json';
const Pointer = z.object({ v: z.literal(1), folder: z.string().min(1), why: z.string() });

export async function findHome(given: string, log: Logger): Promise<Home> {
  const dataDir = await makeDataDir(given);
  const pointed = await readPointer(dataDir);
  if (pointed !== null) {
    if (!existsSync(clusterIn(pointed))) throw dataFolderMissing(pointed, path.join(dataDir, POINTER));
    log.info({ folder: pointed, dataDir }, 'the database lives outside the data folder');
    return homeAt(dataDir, pointed);
  }
  const here = await homeAt(dataDir, dataDir);
  if (await canEnter(here.user, existsSync(here.cluster) ? here.data : dataDir)) return here;
  if (existsSync(here.cluster)) throw dataFolderUnusable(here.data, 'the user who runs PostgreSQL cannot reach it', '');
  return await moveOut(dataDir, here.user, log);
}

/** Written once the database exists there, so that a failed first start leaves no pointer to nothing. */
export async function leavePointer(home: Home): Promise<void> {
  if (home.root === home.dataDir) return;
  const why = 'Baton was started as root and PostgreSQL runs as an unprivileged user who cannot reach this folder. Back up both folders.';
  const file = path.join(home.dataDir, POINTER);
  await writeFile(`${file}.new`, `${JSON.stringify(Pointer.parse({ v: 1, folder: home.root, why }), null, 2)}\n`);
  await rename(`${file}.new`, file);
}

async function makeDataDir(given: string): Promise<string> {
  try {
    if ((await mkdir(given, { recursive: true })) !== undefined) {
      // Only its owner reads it; as root the server's user must still be able to pass through.
      await chmod(given, runsAsRoot() ? 0o711 : 0o700);
    }
    return await realpath(given);
  } catch (cause) {
    throw dataFolderUnusable(given, 'it cannot be created', '', cause);
  }
}

async function readPointer(dataDir: string): Promise<string | null> {
  const file = path.join(dataDir, POINTER);
  if (!existsSync(file)) return null;
  try {
    return Pointer.parse(JSON.parse(await readFile(file, 'utf8'))).folder;
  } catch (cause) {
    throw dataFolderUnusable(dataDir, `${POINTER} in it cannot be read`, '', cause);
  }
}

async function homeAt(dataDir: string, root: string): Promise<Home> {
  const cluster = clusterIn(root);
  const data = path.join(cluster, 'data');
  return { dataDir, root, cluster, data, user: await serverUser(existsSync(data) ? data : null) };
}

/** A name derived from the data folder alone: a start that never got to write the pointer finds the same place again. */
async function moveOut(dataDir: string, user: ServerUser, log: Logger): Promise<Home> {
  const root = path.join(ELSEWHERE, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  try {
    await mkdir(root, { recursive: true });
    // Said outright, because a umask may have closed them.
    for (const folder of [ELSEWHERE, root]) await chmod(folder, 0o755);
  } catch (cause) {
    throw dataFolderUnusable(dataDir, `the user who runs PostgreSQL cannot reach it, and ${root} cannot be created instead`, '', cause);
  }
  if (!(await canEnter(user, root))) throw dataFolderUnusable(dataDir, `the user who runs PostgreSQL can reach neither it nor ${root}`, '');
  log.warn({ folder: root, dataDir }, 'PostgreSQL cannot run as root and its user cannot reach the data folder: the database lives elsewhere');
  return homeAt(dataDir, root);
}

function clusterIn(root: string): string {
  return path.join(root, 'postgres');
}

/** Tried, not computed: permission bits, ACLs and mount options all have a say. */
async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  return (await runAs(user, '/bin/sh', ['-c', 'cd -- "$0"', folder])).code === 0;
}
