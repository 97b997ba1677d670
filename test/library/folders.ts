/** A library on a real disk that the test writes to, and a loader that looks again when the test's clock says so. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { loadLibrary } from '../../src/library/load.ts';
import type { Library } from '../../src/ports/library.ts';

export const SHIPPED = join(import.meta.dirname, '..', '..', 'library');

export interface Folder {
  readonly path: string;
  put(path: string, text: string | Buffer): Promise<string>;
  remove(): Promise<void>;
}

export async function newFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'baton-library-'));
  return {
    path,
    async put(file, text) {
      const absolute = join(path, file);
      await mkdir(dirname(absolute), { recursive: true });
      await writeFile(absolute, text);
      return absolute;
    },
    remove: () => rm(path, { recursive: true }),
  };
}

export interface Loaded {
  readonly library: Library;
  /** What was logged, as JSON lines. */
  logged(): string;
  /** A look that is due: the clock has moved on by more than the time between two looks. */
  again(): Promise<void>;
}

const PATTERNS = ['fan-out', 'pipeline', 'expert-panel'];

export async function load(...folders: readonly string[]): Promise<Loaded> {
  const lines: string[] = [];
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const library = await loadLibrary({ folders, patterns: PATTERNS, clock, log: pino({}, { write: (line: string) => void lines.push(line) }) });
  return {
    library,
    logged: () => lines.join(''),
    async again() {
      ahead += 60_000;
      await library.refresh();
    },
  };
}

/** Problems as people look for them: file, line, what. */
export function named(library: Library): readonly (readonly [path: string, line: number | null, kind: string])[] {
  return library.problems().map(({ path, line, reason }) => [path, line, reason.kind] as const);
}

export const skill = (name: string, body = 'Do it.') => `---\nname: ${name}\ndescription: Does ${name}.\n---\n\n${body}\n`;
export const persona = (name: string, body = 'You think.') => `---\nname: ${name}\ndescription: Thinks.\n---\n\n${body}\n`;
