import { expect, test } from 'vitest';
import { createIds } from '../../src/runtime/ids.ts';

const MOMENT = Date.UTC(2026, 10, 21);
const idsAt = (now: number) => createIds({ now: () => now, sleep: async () => undefined });

test('ids are UUIDs of version 7 and sort by age', () => {
  const early = idsAt(MOMENT).next();
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(early < idsAt(MOMENT + 1).next()).toBe(true);
  expect(Number.parseInt(early.replaceAll('-', '').slice(0, 12), 16)).toBe(MOMENT);
});

test('a thousand ids of one moment are a thousand ids', () => {
  const ids = idsAt(MOMENT);
  expect(new Set(Array.from({ length: 1_000 }, () => ids.next())).size).toBe(1_000);
});
