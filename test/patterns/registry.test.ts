import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PATTERNS } from '../../src/patterns/index.ts';

describe('the registry of patterns', () => {
  test('has every pattern file of its folder, under the name of the file', () => {
    const files = readdirSync(new URL('../../src/patterns/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => entry.name.replace(/\.ts$/u, ''))
      .filter((name) => !['index', 'pattern', 'composition', 'build-plan'].includes(name));
    expect(PATTERNS.map((pattern) => pattern.name).toSorted()).toEqual(files.toSorted());
  });

  test('says in one sentence when to take each', () => {
    for (const { when } of PATTERNS) expect(when).toMatch(/^[A-Z][^.]*\.$/u);
  });

  test('says what its plans keep to, in whole sentences', () => {
    for (const { rules } of PATTERNS) {
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules) expect(rule).toMatch(/^[A-Z].*\.$/u);
    }
  });
});
