/**
 * Files that were read before, so that a look at an unchanged folder reads nothing; and the last good version of each,
 * so that a file which is being written (or was broken by a slip) goes on as it was until it is whole again.
 */
import type { LibraryFault } from '../ports/library.ts';
import type { ListedFile } from './list-folder.ts';
import { parseFile } from './parse-file.ts';
import type { Entry, Fault, ParsedFile } from './parsed-file.ts';
import { readText } from './read-text.ts';

export interface KnownFile {
  readonly file: ListedFile;
  /** What counts now; null: nothing good was ever seen. */
  readonly good: { readonly found: Entry; readonly nameLine: number } | null;
  /** What is wrong with the file as it stands. Empty: `good` is what stands there. */
  readonly faults: readonly Fault[];
}

interface Remembered extends KnownFile {
  /** Null: to be read again, whatever its stamp says. */
  readonly stamp: string | null;
}

export interface FileMemory {
  take(file: ListedFile): Promise<KnownFile>;
  /** As it was, without a look at the disk. */
  recall(file: ListedFile): Promise<KnownFile>;
  /** Drops files that are gone; says whether anything has changed since the last time. */
  settle(present: readonly ListedFile[]): boolean;
}

/** File systems keep times in steps: a file that was written twice within one step may have the same stamp. */
const STAMP_STEP_MS = 2_000;

export function createFileMemory(now: () => number): FileMemory {
  const known = new Map<string, Remembered>();
  let changed = true;
  return {
    async take(file) {
      const before = known.get(file.absolute);
      if (file.state.kind === 'file' && before && before.stamp === file.state.stamp) return before;
      const readAt = now();
      const parsed = await parsedFile(file);
      const after = { ...remembered(file, parsed, before), stamp: stampOf(file, readAt) };
      if (!before || !sameAs(before, after)) changed = true;
      known.set(file.absolute, after);
      return after;
    },
    recall: async (file) => known.get(file.absolute) ?? { file, good: null, faults: [] },
    settle(present) {
      const there = new Set(present.map(({ absolute }) => absolute));
      for (const absolute of known.keys()) {
        if (there.has(absolute)) continue;
        known.delete(absolute);
        changed = true;
      }
      const was = changed;
      changed = false;
      return was;
    },
  };
}

async function parsedFile(file: ListedFile): Promise<ParsedFile> {
  if (file.state.kind === 'fault') return faulty(file.state.fault);
  const read = await readText(file.absolute, file.state.bytes);
  return read.kind === 'fault' ? faulty(read.fault) : parseFile(file, read.text);
}

function faulty(fault: LibraryFault): ParsedFile {
  return { kind: 'broken', faults: [{ line: null, fault }] };
}

function remembered(file: ListedFile, parsed: ParsedFile, before: KnownFile | undefined): KnownFile {
  if (parsed.kind === 'broken') return { file, good: before?.good ?? null, faults: parsed.faults };
  return { file, good: { found: parsed.found, nameLine: parsed.nameLine }, faults: [] };
}

function stampOf({ state }: ListedFile, readAt: number): string | null {
  return state.kind === 'file' && readAt - state.modifiedAt > STAMP_STEP_MS ? state.stamp : null;
}

function sameAs(one: KnownFile, other: KnownFile): boolean {
  return JSON.stringify([one.good, one.faults]) === JSON.stringify([other.good, other.faults]);
}
