/**
 * Plays all flows of a case at once, each by another person in another channel: undisturbed, or with Baton killed when
 * all of them are in the middle. Afterwards every thread reads as it should, and nothing stands in it twice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Flow } from './flows.ts';
import type { Arena, Run } from './scene.ts';

export interface Case {
  /** Where, and how. */
  readonly name: string;
  readonly flows: readonly Flow[];
  readonly killed: boolean;
  arena(flows: number): Promise<Arena>;
}

interface Played {
  readonly arena: Arena;
  readonly runs: readonly Promise<Run>[];
}

const LONGEST_MS = 150_000;

/** The cases go on side by side: most of their time they wait. */
export function playAll(cases: readonly Case[]): void {
  const arenas: Arena[] = [];
  let played: readonly Played[] = [];
  beforeAll(async () => {
    played = await Promise.all(
      cases.map(async (one) => {
        const arena = await one.arena(one.flows.length);
        arenas.push(arena);
        return begin(one, arena);
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(arenas.map((arena) => arena.close()));
  });

  describe.each(cases.map((one, index) => [one.name, one, index] as const))('%s', (_, { flows }, at) => {
    test.each(flows.map(({ name }, index) => [name, index] as const))('%s', { timeout: LONGEST_MS }, async (_name, index) => {
      const run = await played[at]?.runs[index];
      if (!run) throw new Error('It was not played.');
      expect(await run.twice()).toEqual([]);
      expect(await run.elsewhere()).toEqual([]);
      expect((await run.thread()).filter(({ text }) => text.includes('Coverage: ')).length).toBe(1);
    });

    test('nobody had anything to complain about', () => {
      expect(played[at]?.arena.complaints()).toEqual([]);
    });
  });
}

function begin({ flows, killed }: Case, arena: Arena): Played {
  let coming = flows.length;
  const lasts = flows.filter(({ last }) => last).length;
  const others = Promise.withResolvers<void>();
  const all = Promise.withResolvers<void>();
  const arrived = () => {
    coming -= 1;
    if (coming <= lasts) others.resolve();
    if (coming === 0) all.resolve(killed ? arena.crash() : undefined);
  };
  const runs = flows.map(async ({ play, last = false }, index) => {
    let came = false;
    const middle = async () => {
      came = true;
      arrived();
      await all.promise;
    };
    try {
      if (last) await others.promise;
      return await play(arena.scene(index), middle);
    } finally {
      // One that fails before does not keep the others.
      if (!came) arrived();
    }
  });
  // Whichever fails is told by its own test, which may look later.
  for (const one of runs) one.catch(() => undefined);
  return { arena, runs };
}
