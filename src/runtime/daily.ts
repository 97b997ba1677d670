/** What is done once a day, and when the process starts. Several processes may do it at once: it is safe to repeat. */
import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import { repeat } from './repeat.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the function that ends it. */
export function startDaily(work: () => Promise<void>, clock: Clock, log: Logger): () => void {
  async function run(): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'the daily work failed; it is repeated tomorrow, or at the next start');
    }
  }
  void run();
  return repeat(run, DAY_MS, clock);
}
