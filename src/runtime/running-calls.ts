/**
 * The model calls that a drive has in flight, and those that it has aborted and whose end is still to come: for a
 * moment, because what they used is known then.
 */
import type { AttemptId } from '../engine/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { CallEnd } from './perform-call.ts';

export interface RunningCalls {
  /** `ended` hears of it, aborted or not, where there is something to tell. */
  start(attempt: AttemptId, call: (signal: AbortSignal) => Promise<CallEnd | null>, ended: (end: CallEnd) => void): void;
  abort(attempt: AttemptId): void;
  /** The drive is over: nothing more is heard. */
  abortAll(): void;
  readonly size: number;
  readonly closing: number;
}

/** An aborted request ends at once; a tool may need a moment. Nothing is lost by not waiting: what was booked stays. */
const CLOSING_MS = 3_000;

/** `onClosed`: the end of an aborted call has come, or is no longer waited for. */
export function createRunningCalls(clock: Clock, onClosed: () => void): RunningCalls {
  const running = new Map<AttemptId, AbortController>();
  /** Each with what ends the wait for it. */
  const closing = new Map<AttemptId, AbortController>();
  let over = false;

  async function follow(attempt: AttemptId, controller: AbortController, call: Promise<CallEnd | null>, ended: (end: CallEnd) => void): Promise<void> {
    const end = await call;
    if (running.get(attempt) === controller) running.delete(attempt);
    if (end && !over) ended(end);
    closing.get(attempt)?.abort();
  }

  function abort(attempt: AttemptId): void {
    const controller = running.get(attempt);
    if (!controller) return;
    running.delete(attempt);
    void waitForEnd(attempt);
    controller.abort();
  }

  async function waitForEnd(attempt: AttemptId): Promise<void> {
    const closed = new AbortController();
    closing.set(attempt, closed);
    await clock.sleep(CLOSING_MS, closed.signal);
    closing.delete(attempt);
    onClosed();
  }

  return {
    start(attempt, call, ended) {
      const controller = new AbortController();
      running.set(attempt, controller);
      void follow(attempt, controller, call(controller.signal), ended);
    },
    abort,
    abortAll() {
      over = true;
      for (const attempt of [...running.keys()]) abort(attempt);
      for (const closed of closing.values()) closed.abort();
    },
    get size() {
      return running.size;
    },
    get closing() {
      return closing.size;
    },
  };
}
