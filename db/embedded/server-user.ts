// Decides who runs the server. PostgreSQL refuses root, so as root it runs as the owner of the data that exists, else as an unprivileged user of the system.

import { stat } from 'node:fs/promises';
import { noServerUser } from './refusals.ts';
import { runAs } from './run-as.ts';

export type ServerUser = { readonly kind: 'self' } | { readonly kind: 'other'; readonly name: string; readonly uid: number; readonly gid: number };

/** A user of PostgreSQL's own comes first; `nobody` exists nearly everywhere. */
const CANDIDATES = ['postgres', '_postgres', 'nobody'];

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** `cluster` is the folder of existing data, or null before the first start. */
export async function serverUser(cluster: string | null): Promise<ServerUser> {
  if (!runsAsRoot()) return { kind: 'self' };
  if (cluster !== null) {
    const { uid, gid } = await stat(cluster);
    if (uid !== 0) return { kind: 'other', name: `uid ${uid}`, uid, gid };
  }
  for (const name of CANDIDATES) {
    const user = await lookUp(name);
    if (user !== null) return user;
  }
  throw noServerUser(CANDIDATES);
}

async function lookUp(name: string): Promise<ServerUser | null> {
  const [uid, gid] = await Promise.all([runAs({ kind: 'self' }, 'id', ['-u', name]), runAs({ kind: 'self' }, 'id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  // macOS prints nobody's -2 as 4294967294; Node wants the signed form.
  return { kind: 'other', name, uid: Number(uid.stdout) | 0, gid: Number(gid.stdout) | 0 };
}
