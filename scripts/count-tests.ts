/** The last line of a CI run: how many tests passed and failed, from vitest's JSON report. Fails when any did, or when none ran. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const report = z
  .object({
    success: z.boolean(),
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

// A file that cannot be loaded has no tests to fail: it counts as one.
const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
if (!report.success || report.numPassedTests === 0) process.exitCode = 1;
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken} failed`);
