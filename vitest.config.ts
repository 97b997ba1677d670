/** One run for all layers. A PostgreSQL server is started once for the run, unless TEST_DATABASE_URL or PG_URL names one. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    globalSetup: ['./test/postgres-setup.ts'],
    // Tests wait for conditions, never for time: these are limits for a loaded machine, not durations.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // Three at least: many tests wait for processes and clocks of others, and a machine with two cores would run one after the other.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    restoreMocks: true,
    unstubEnvs: true,
    // A promise rejected and not awaited fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ['**/*.alone.test.ts'], sequence: { groupOrder: 0 } } },
      // Bounds on real time that are promised: measured when everything else is over.
      { extends: true, test: { name: 'alone', include: ['test/**/*.alone.test.ts'], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
