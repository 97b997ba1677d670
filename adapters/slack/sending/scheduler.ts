/**
 * Gives every call its turn: a queue per workspace and method, in which what people wait for goes first and a newer
 * edit takes the place of an older one. A call that Slack turns away with 429 keeps its place and waits as long as
 * Slack asks; so several processes may share a workspace, each with a queue of its own.
 */
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { createMethodQueue, type MethodQueue } from './method-queue.ts';
import type { Priority } from './priority.ts';
import { rateOf } from './rates.ts';

export interface Scheduler {
  /** Runs `send` when its turn has come, again after a 429, and hands on what it gives. */
  schedule(call: ScheduledCall, send: () => Promise<unknown>): Promise<unknown>;
  /** How many wait or are on their way. */
  size(): number;
  /** How many queues are kept. */
  queues(): number;
  /** What waits fails with `retry-later`; what is on its way may finish. */
  close(): void;
}

export interface ScheduledCall {
  readonly tenant: TenantId;
  readonly method: string;
  readonly channel: string | null;
  readonly priority: Priority;
  readonly patienceMs?: number;
  readonly replaces?: string;
}

/** A window is a minute long: sooner there is little to clear. */
const CLEARED_EVERY_MS = 60_000;

export function createScheduler({ clock }: { readonly clock: Clock }): Scheduler {
  const queues = new Map<string, MethodQueue>();
  let closed = false;
  let clearedAt = clock.now();

  /** Workspaces come and go; a queue that is at rest is made anew when it is needed. */
  function clear(): void {
    if (clock.now() - clearedAt < CLEARED_EVERY_MS) return;
    clearedAt = clock.now();
    for (const [name, queue] of queues) if (queue.idle()) queues.delete(name);
  }

  function queueFor({ tenant, method }: ScheduledCall): MethodQueue {
    const name = `${tenant} ${method}`;
    const known = queues.get(name);
    if (known) return known;
    clear();
    const made = createMethodQueue({ method, rate: rateOf(method), clock });
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
