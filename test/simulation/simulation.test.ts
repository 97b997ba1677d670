import { describe, expect, test } from 'vitest';
import { KNOWN_EVENTS } from '../../src/engine/event-kinds.ts';
import { BREAKS } from './breaks.ts';
import type { Decide } from './sim-driver.ts';
import { SimulationFailure, simulate } from './simulate.ts';

const SCHEDULES = 500;
/** Some faults need a rare schedule; the search ends at the first. */
const SEARCHED = 3_000;
/** So many schedules are work for a processor: a limit for one that others use as well. */
const SEARCH_MS = 180_000;

/** The first schedule that one of the rules stops. */
function failureBy(rules: readonly string[], decide: Decide): SimulationFailure | null {
  for (let seed = 1; seed <= SEARCHED; seed += 1) {
    try {
      simulate(seed, decide);
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      if (rules.includes(error.rule)) return error;
    }
  }
  return null;
}

describe('random schedules', () => {
  test('hundreds of them hold every rule, and between them everything happens', { timeout: SEARCH_MS }, () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= SCHEDULES; seed += 1) for (const kind of simulate(seed).events.keys()) kinds.add(kind);
    expect([...kinds].toSorted()).toEqual(KNOWN_EVENTS.toSorted());
  });

  test('are the same again from the same seed', () => {
    expect(simulate(42)).toEqual(simulate(42));
    expect(simulate(42)).not.toEqual(simulate(43));
  });
});

describe('a broken engine is caught', () => {
  test.each(BREAKS)('that $name', { timeout: SEARCH_MS }, ({ decide, caughtBy }) => {
    const failure = failureBy(caughtBy, decide);
    expect(failure).not.toBeNull();
    expect(failure?.message).toContain(`seed ${failure?.seed}: `);
    // The seed brings it back.
    expect(() => simulate(failure?.seed ?? 0, decide)).toThrow(failure?.message);
  });
});
