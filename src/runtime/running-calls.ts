/** The model calls that a drive has in flight. */
import type { AttemptId } from '../engine/ids.ts';
import type { CallEnd } from './perform-call.ts';

export interface RunningCalls {
  /** `ended` hears of it unless it was aborted. */
  start(attempt: AttemptId, call: (signal: AbortSignal) => Promise<CallEnd | null>, ended: (end: CallEnd) => void): void;
  abort(attempt: AttemptId): void;
  abortAll(): void;
  readonly size: number;
}

export function createRunningCalls(): RunningCalls {
  const running = new Map<AttemptId, AbortController>();

  async function follow(attempt: AttemptId, controller: AbortController, call: Promise<CallEnd | null>, ended: (end: CallEnd) => void): Promise<void> {
    const end = await call;
    if (running.get(attempt) === controller) running.delete(attempt);
    if (end && !controller.signal.aborted) ended(end);
  }

  function abort(attempt: AttemptId): void {
    running.get(attempt)?.abort();
    running.delete(attempt);
  }

  return {
    start(attempt, call, ended) {
      const controller = new AbortController();
      running.set(attempt, controller);
      void follow(attempt, controller, call(controller.signal), ended);
    },
    abort,
    abortAll() {
      for (const attempt of [...running.keys()]) abort(attempt);
    },
    get size() {
      return running.size;
    },
  };
}
