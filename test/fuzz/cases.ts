/** How many cases each target gets, and from which seed: `npm run fuzz` gives 10,000, `npm test` a few hundred. */
import { inspect } from 'node:util';
import fc from 'fast-check';

const CASES = Number(process.env.FUZZ_CASES ?? '300');
export const SEED = Number(process.env.FUZZ_SEED ?? String(Date.now() % 2_147_483_647));
/** Only targets whose name has this in it. */
const ONLY = process.env.FUZZ_ONLY ?? '';

/** A case on a loaded machine, with the runs that it may start. */
const CASE_MS = 120;
export const TARGET_MS = 60_000 + CASES * CASE_MS;
/** Deep enough to repeat by hand; a case may be nested deeper than a stack is high. */
const SHOWN = { depth: 8, maxStringLength: 500, maxArrayLength: 50, breakLength: 160 };
/** After a failure: to make the case smaller. */
const SHRINKING_MS = 30_000;

export function isWanted(name: string): boolean {
  return name.includes(ONLY);
}

/** Tries one target. What fails is shown with the seed that brings it back. */
export async function tryOut<T>(name: string, inputs: fc.Arbitrary<T>, attempt: (input: T) => Promise<void>): Promise<void> {
  const limits = { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: TARGET_MS + SHRINKING_MS, markInterruptAsFailure: true };
  const details = await fc.check(fc.asyncProperty(inputs, attempt), limits);
  if (!details.failed) return;
  if (details.counterexample === null) throw new Error(`${name}: only ${details.numRuns} of ${CASES} cases were tried in ${TARGET_MS + SHRINKING_MS} ms`);
  const shown = inspect(details.counterexample, SHOWN).slice(0, 4_000);
  const cause = details.errorInstance instanceof Error ? details.errorInstance : new Error(String(details.errorInstance));
  throw new Error(`${name} broke: ${cause.message}\n${shown}\nRepeat it: npm run fuzz -- --seed ${SEED} --cases ${CASES} --only '${name}'`, { cause });
}
