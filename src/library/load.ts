/**
 * The library on disk: what is shipped, then the folders that were added; a later folder's persona, skill, template or
 * composition replaces an earlier one of the same name. Changes are found by looking again when the library is used, at
 * most about once a second: that works on every file system, where watching does not, and costs nothing at rest. What
 * is broken is logged and listed, and stops nothing.
 */
import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import type { Library } from '../ports/library.ts';
import { createFolderReader } from './read-folders.ts';
import { type Shelves, shelve } from './shelves.ts';

export interface LoadOptions {
  readonly folders: readonly string[];
  /** Names that a composition may ask for. */
  readonly patterns: readonly string[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

const LOOK_EVERY_MS = 1_000;
/** A look may take a twentieth of the time: a huge or slow folder is looked at less often. */
const REST_PER_LOOK = 20;

export async function loadLibrary({ folders, patterns, clock, log }: LoadOptions): Promise<Library> {
  const reader = createFolderReader(folders, clock.now);
  const logged = new Set<string>();
  let shelves: Shelves = shelve([], patterns);
  let looking: Promise<void> | null = null;
  let nextLook = 0;

  async function look(): Promise<void> {
    const began = clock.now();
    try {
      const { read, changed } = await reader.read();
      if (changed) shelves = shelve(read, patterns);
      warn();
    } catch (error) {
      log.error({ err: error }, 'the library could not be looked at again: what was loaded before stays');
    }
    const ended = clock.now();
    nextLook = ended + Math.max(LOOK_EVERY_MS, (ended - began) * REST_PER_LOOK);
  }

  function warn(): void {
    for (const { folder, path, line, reason, lastGood } of shelves.problems) {
      const key = JSON.stringify([folder, path, line, reason]);
      if (logged.has(key)) continue;
      logged.add(key);
      log.warn({ folder, path, line, reason, lastGood }, 'a file of the library is broken');
    }
  }

  await look();
  return {
    persona: (name) => shelves.personas.get(name) ?? null,
    personas: () => [...shelves.personas.values()],
    skill: (name) => shelves.skills.get(name) ?? null,
    skills: () => [...shelves.skills.values()],
    template: (name) => shelves.templates.get(name) ?? null,
    templates: () => [...shelves.templates.values()],
    composition: (name) => shelves.compositions.get(name) ?? null,
    compositions: () => [...shelves.compositions.values()],
    problems: () => shelves.problems,
    async refresh() {
      if (looking === null && clock.now() >= nextLook) {
        looking = look().finally(() => {
          looking = null;
        });
      }
      await looking;
    },
  };
}
