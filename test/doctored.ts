/** `npm run doctor` as people run it: a process with nothing but the given environment. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { COMPILED_ONCE } from './compiled.ts';

export interface Doctored {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly printed: string;
}

export async function doctor(env: Readonly<Record<string, string>>): Promise<Doctored> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['scripts/doctor.ts'], { cwd: resolve(import.meta.dirname, '..'), env: { PATH, HOME, ...COMPILED_ONCE, ...env } });
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((done) => child.once('exit', done))]);
  return { code, lines: out.trimEnd().split('\n'), printed: out + errors };
}
