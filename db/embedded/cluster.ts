// The database's files: made on the first start (`initdb`, with a password of their own), checked against the program's version on every later one.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { type Home, leavePointer } from './home.ts';
import { dataFolderUnusable, initFailed, wrongVersion } from './refusals.ts';
import { runAs } from './run-as.ts';
import type { Programs } from './runnable-binaries.ts';
import type { ServerUser } from './server-user.ts';

export const SUPERUSER = 'baton';

/** Returns the superuser's password. The folder's lock is held, so nobody else is making the same files. */
export async function ensureCluster(home: Home, programs: Programs, log: Logger): Promise<string> {
  if (!existsSync(home.cluster)) {
    await create(home, programs);
    log.info({ folder: home.cluster }, 'created the database');
  }
  await leavePointer(home);
  await checkVersion(home, programs);
  return await read(home, passwordFile(home.cluster));
}

/** Made beside and renamed as one: a start cut short, a full disk or a failed initdb leaves nothing that looks like a database. */
async function create(home: Home, programs: Programs): Promise<void> {
  await removeLeftovers(home);
  // Never the same name twice: the initdb of a killed start may live a moment longer and write by path.
  const beside = `${home.cluster}.new-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(beside);
    await chmod(beside, home.user.kind === 'self' ? 0o700 : 0o711);
    await initialise(beside, home.user, programs);
    await rename(beside, home.cluster);
    await settle(home.root);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw initFailed(home.cluster, error instanceof Error ? error.message : String(error), error);
  }
}

/** Makes the renaming itself survive a power cut. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function removeLeftovers(home: Home): Promise<void> {
  for (const name of await readdir(home.root)) {
    if (name.startsWith(`${path.basename(home.cluster)}.new-`)) await rm(path.join(home.root, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

async function initialise(folder: string, user: ServerUser, programs: Programs): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const data = path.join(folder, 'data');
  const handOver = path.join(folder, 'initdb-password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile(folder), password, { mode: 0o600, flush: true });
  await writeFile(handOver, password, { mode: 0o600 });
  if (user.kind === 'other') for (const file of [data, handOver]) await chown(file, user.uid, user.gid);
  const { code, stderr } = await runAs(user, programs.initdb, [
    ...['-D', data, '-U', SUPERUSER, `--pwfile=${handOver}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    // The same order and case rules on every machine, and independent of its C library's.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  await rm(handOver);
  if (code !== 0) throw new Error(stderr.trim().slice(-2_000));
}

async function checkVersion(home: Home, programs: Programs): Promise<void> {
  const found = (await read(home, path.join(home.data, 'PG_VERSION'))).trim();
  if (found !== String(programs.major)) throw wrongVersion(home.cluster, found, programs.major);
}

async function read(home: Home, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw dataFolderUnusable(
      home.cluster,
      `${path.basename(file)} in it cannot be read; if another user started Baton here first, start it as that user`,
      '',
      cause,
    );
  }
}

function passwordFile(cluster: string): string {
  return path.join(cluster, 'password');
}
