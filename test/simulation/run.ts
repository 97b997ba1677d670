/** `npm run simulate [-- --seeds N] [-- --seed X]`: many schedules on all cores, or one again with its whole trace. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { runStretch, type Stretch, type StretchEnd } from './seeds.ts';

/** Small enough that the cores finish together and a failure shows early. */
const STRETCH = 200;

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '20000' }, seed: { type: 'string' }, from: { type: 'string', default: '1' } } });
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
  console.error('Usage: npm run simulate -- [--seeds 20000] [--from 1] | [--seed 42]');
  process.exit(2);
}

const startedAt = performance.now();
const ends = count === 1 ? [runStretch({ from: first, to: first })] : await inParallel(stretches(first, count));
const broken = ends.flatMap((end) => (end.kind === 'broken' ? [end] : [])).toSorted((one, other) => one.seed - other.seed);
const [lowest] = broken;
if (lowest) {
  console.error(lowest.trace.join('\n'));
  console.error(`${lowest.stack}\n\n${lowest.message}\nRepeat it: npm run simulate -- --seed ${lowest.seed}`);
  if (broken.length > 1) console.error(`More: ${broken.map(({ message }) => message).join('; ')}`);
  process.exit(1);
}
const held = ends.flatMap((end) => (end.kind === 'held' ? [end] : []));
const events = summed(held.map((end) => end.events));
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(listed(events));
const total = [...events.values()].reduce((sum, times) => sum + times, 0);
console.log(
  `${count} schedules from seed ${first} hold every rule: ${total} events in ${seconds} s. Ended: ${listed(summed(held.map((end) => end.outcomes)))}.`,
);

function stretches(from: number, howMany: number): Stretch[] {
  const last = from + howMany - 1;
  return Array.from({ length: Math.ceil(howMany / STRETCH) }, (_, index) => {
    const start = from + index * STRETCH;
    return { from: start, to: Math.min(start + STRETCH - 1, last) };
  });
}

/** No new stretch begins after a failure. */
async function inParallel(waiting: Stretch[]): Promise<readonly StretchEnd[]> {
  const ends: StretchEnd[] = [];
  const work = async () => {
    const worker = new Worker(new URL('./seeds.ts', import.meta.url));
    for (let next = waiting.shift(); next && !ends.some(({ kind }) => kind === 'broken'); next = waiting.shift()) {
      ends.push(await answerOf(worker, next));
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return ends;
}

function answerOf(worker: Worker, stretch: Stretch): Promise<StretchEnd> {
  return new Promise((resolve, reject) => {
    const settle = (end: StretchEnd) => {
      worker.off('error', reject);
      resolve(end);
    };
    worker.once('message', settle);
    worker.once('error', reject);
    worker.postMessage(stretch);
  });
}

function summed(counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const count of counts) for (const [key, times] of count) sum.set(key, (sum.get(key) ?? 0) + times);
  return sum;
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([key, times]) => `${key} ${times}`)
    .join(', ');
}
