/** `npm run simulate [-- --seeds N] [-- --seed X]`: many schedules, or one again with its whole trace. */
import { parseArgs } from 'node:util';
import { SimulationFailure, simulate } from './simulate.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '2000' }, seed: { type: 'string' }, from: { type: 'string', default: '1' } } });
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
  console.error('Usage: npm run simulate -- [--seeds 2000] [--from 1] | [--seed 42]');
  process.exit(2);
}

const outcomes = new Map<string, number>();
const kinds = new Map<string, number>();
const startedAt = performance.now();
for (let seed = first; seed < first + count; seed += 1) {
  try {
    const done = simulate(seed);
    for (const [kind, times] of done.events) kinds.set(kind, (kinds.get(kind) ?? 0) + times);
    outcomes.set(done.outcome, (outcomes.get(done.outcome) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof SimulationFailure)) throw error;
    console.error(error.trace.join('\n'));
    console.error(error.cause instanceof Error ? error.cause.stack : error.cause);
    console.error(`\n${error.message}\nRepeat it: npm run simulate -- --seed ${error.seed}`);
    process.exit(1);
  }
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const ended = [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', ');
const events = [...kinds.values()].reduce((sum, times) => sum + times, 0);
console.log(
  [...kinds]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', '),
);
console.log(`${count} schedules from seed ${first} hold every rule: ${events} events in ${seconds} s. Ended: ${ended}.`);
