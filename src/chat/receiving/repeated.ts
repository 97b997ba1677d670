/** Something that is done at once and then again and again, never twice at the same time, until it is stopped. */
import type { Logger } from 'pino';
import type { Clock } from '../../ports/clock.ts';

export interface Repeated {
  start(everyMs: number, clock: Clock, log: Logger, failure: string): void;
  stop(): void;
}

export function createRepeat(work: () => Promise<void>): Repeated {
  const stopped = new AbortController();
  return {
    start(everyMs, clock, log, failure) {
      const go = async () => {
        while (!stopped.signal.aborted) {
          try {
            await work();
          } catch (error) {
            log.warn({ err: error }, failure);
          }
          await clock.sleep(everyMs, stopped.signal);
        }
      };
      void go();
    },
    stop: () => stopped.abort(),
  };
}
