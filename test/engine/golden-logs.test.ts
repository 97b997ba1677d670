/** Event logs of every release still fold to what they folded to then. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../src/engine/event.ts';
import { isKnownEvent, KNOWN_EVENTS } from '../../src/engine/event-kinds.ts';
import { replay } from '../../src/engine/evolve.ts';
import { summaryOf } from '../fixtures/golden/summary.ts';

const FOLDER = new URL('../fixtures/golden/', import.meta.url);

interface GoldenLog {
  readonly name: string;
  readonly release: string;
  readonly recorded: readonly Recorded[];
  readonly summary: object;
}

const LOGS: readonly GoldenLog[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) }));

describe('golden event logs', () => {
  it.each(LOGS)('$name still folds', ({ recorded, summary }) => {
    expect(recorded.filter(({ event }) => !isKnownEvent(event.kind))).toEqual([]);
    // A later release may know more of a state, and must not know it differently.
    expect(summaryOf(replay(recorded))).toMatchObject(summary);
  });

  it('hold every kind of event there is', () => {
    const kinds = new Set(LOGS.flatMap(({ recorded }) => recorded.map(({ event }) => event.kind)));
    expect([...kinds].toSorted()).toEqual(KNOWN_EVENTS.toSorted());
  });
});
