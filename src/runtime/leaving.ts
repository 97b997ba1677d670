/**
 * When a drive hands back. A process that stops: calls in flight get a grace in which their results are still written
 * down, nothing new is started, and what is left is handed back. A drive that has lasted too long: the same, but its calls are
 * waited for, since nothing is in a hurry. States: staying, waiting for calls, leaving.
 */
import type { Clock } from '../ports/clock.ts';

export interface Leaving {
  /** Somebody asked to leave: start nothing new. */
  asked(): boolean;
  /** Time to hand back: asked, and nothing is in flight any more or the grace is over. */
  now(callsInFlight: boolean): boolean;
  /** Even the thread must wait for the next driver. */
  over(): boolean;
  /** Called when one of the answers changes. Returns the function that ends it. */
  onNews(listener: () => void): () => void;
}

export interface LeavingControl extends Leaving {
  ask(): void;
  /** As soon as no call is in flight; each has a time limit of its own. */
  askBetweenCalls(): void;
}

/** SIGTERM allows ten seconds in all; closing down takes about two. */
const CALLS_GRACE_MS = 5_000;
const POSTS_GRACE_MS = 7_000;

export function createLeaving(clock: Clock): LeavingControl {
  const listeners = new Set<() => void>();
  let waitsForCalls = false;
  let askedAt: number | null = null;
  const since = () => (askedAt === null ? -1 : clock.now() - askedAt);
  const news = () => {
    for (const listener of listeners) listener();
  };
  const ask = () => {
    if (askedAt !== null) return;
    askedAt = clock.now();
    news();
    void clock.sleep(CALLS_GRACE_MS).then(news);
    void clock.sleep(POSTS_GRACE_MS).then(news);
  };
  return {
    asked: () => waitsForCalls || askedAt !== null,
    now(callsInFlight) {
      // What is left now is as with any other leaving: the thread gets its grace.
      if (waitsForCalls && !callsInFlight) ask();
      return askedAt !== null && (!callsInFlight || since() >= CALLS_GRACE_MS);
    },
    over: () => since() >= POSTS_GRACE_MS,
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask,
    askBetweenCalls() {
      waitsForCalls = true;
      news();
    },
  };
}
