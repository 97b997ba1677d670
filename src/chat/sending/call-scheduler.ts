/**
 * Gives every call its turn: a queue for all that share a rate, in which what people wait for goes first and a newer
 * edit takes the place of an older one. A call that the platform turns away with 429 keeps its place and waits as long
 * as it is told; so several processes may share a workspace, each with queues of its own.
 */
import type { Clock } from '../../ports/clock.ts';
import { type CallQueue, createCallQueue, type QueuedCall } from './call-queue.ts';
import type { ChatCallError } from './chat-failure.ts';
import type { SendWindow } from './send-window.ts';

export interface Scheduler<Call extends QueuedCall> {
  /** Runs `send` when its turn has come, again after a 429, and hands on what it gives. */
  schedule(call: Call, send: () => Promise<unknown>): Promise<unknown>;
  /** How many wait or are on their way. */
  size(): number;
  /** How many queues are kept. */
  queues(): number;
  /** What waits fails with `retry-later`; what is on its way may finish. */
  close(): void;
}

export interface SchedulerDeps<Call extends QueuedCall> {
  readonly clock: Clock;
  /** Calls with the same name share a rate. */
  readonly queueOf: (call: Call) => string;
  readonly windowOf: (call: Call) => SendWindow;
  readonly atOnce?: number;
  readonly tooLate: (call: Call) => ChatCallError;
}

/** A window is about a minute long: sooner there is little to clear. */
const CLEARED_EVERY_MS = 60_000;

export function createScheduler<Call extends QueuedCall>(deps: SchedulerDeps<Call>): Scheduler<Call> {
  const { clock, queueOf, windowOf, atOnce, tooLate } = deps;
  const queues = new Map<string, CallQueue>();
  let closed = false;
  let clearedAt = clock.now();

  /** Workspaces come and go; a queue that is at rest is made anew when it is needed. */
  function clear(): void {
    if (clock.now() - clearedAt < CLEARED_EVERY_MS) return;
    clearedAt = clock.now();
    for (const [name, queue] of queues) if (queue.idle()) queues.delete(name);
  }

  function queueFor(call: Call): CallQueue {
    const name = queueOf(call);
    const known = queues.get(name);
    if (known) return known;
    clear();
    const made = createCallQueue({ window: windowOf(call), clock, tooLate: () => tooLate(call), ...(atOnce === undefined ? {} : { atOnce }) });
    queues.set(name, made);
    return made;
  }

  return {
    schedule(call, send) {
      const queue = queueFor(call);
      if (closed) queue.close();
      return queue.add(call, send);
    },
    queues: () => queues.size,
    size: () => [...queues.values()].reduce((sum, queue) => sum + queue.size(), 0),
    close() {
      closed = true;
      for (const queue of queues.values()) queue.close();
    },
  };
}
