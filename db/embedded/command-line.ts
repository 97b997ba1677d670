// Tells what a process is by its command line, because a pid alone says nothing: numbers are used again.

import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { runAs } from './run-as.ts';

/** `moved`: the server of this folder, started when the folder had another path. `other`: gone, a zombie, or not this folder's server. */
export type Identity = 'server' | 'moved' | 'other';

export async function identify(pid: number, data: string): Promise<Identity> {
  const words = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  const at = words.indexOf('-D');
  if (path.basename(words[0] ?? '') !== 'postgres' || at < 1) return 'other';
  if (words[at + 1] === data) return 'server';
  return (await workingFolder(pid)) === data ? 'moved' : 'other';
}

/** World-readable even where containers drop the right to look into other users' processes; a zombie's is empty. */
async function fromProc(pid: number): Promise<readonly string[]> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  } catch {
    return [];
  }
}

/** macOS joins the words by spaces: the folder is cut out between `-D` and the flag that follows it in launch.ts. */
async function fromPs(pid: number): Promise<readonly string[]> {
  const { code, stdout } = await runAs({ kind: 'self' }, 'ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const parts = /^(.*postgres) -D (.*) -p \d+ /.exec(stdout);
  return code === 0 && parts !== null ? [parts[1] ?? '', '-D', parts[2] ?? ''] : [];
}

/** A server works inside its folder and follows it when it is renamed. Unknown on macOS and where the system does not say. */
async function workingFolder(pid: number): Promise<string | null> {
  try {
    return await readlink(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
