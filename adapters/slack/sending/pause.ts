/** Waiting between two calls, which ends when sending does: then with `retry-later`, as what waits for its turn. */
import type { Clock } from '../../../src/ports/clock.ts';
import { SlackCallError } from './slack-error.ts';

/** Throws SlackCallError once sending has been closed. */
export type Pause = (ms: number) => Promise<void>;

export function createPause(clock: Pick<Clock, 'sleep'>, closed: AbortSignal): Pause {
  return async (ms) => {
    await clock.sleep(ms, closed);
    if (closed.aborted) throw new SlackCallError('what comes next', { kind: 'retry-later', afterMs: null });
  };
}
