/** Waiting between two calls, which ends when sending does: then as what waits for its turn ends. */
import type { Clock } from '../../ports/clock.ts';
import type { ChatCallError } from './chat-failure.ts';

/** Throws ChatCallError (`retry-later`) once sending has been closed. */
export type Pause = (ms: number) => Promise<void>;

export function createPause(clock: Pick<Clock, 'sleep'>, closed: AbortSignal, tooLate: () => ChatCallError): Pause {
  return async (ms) => {
    await clock.sleep(ms, closed);
    if (closed.aborted) throw tooLate();
  };
}
