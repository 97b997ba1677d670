/**
 * The calls that share a rate, such as those of one method in one workspace. A call is waiting, on its way, or over; a waiting one can be replaced by a
 * newer one with the same name. States of the queue: idle, at work (it looks for the next call that may go), closed.
 */
import type { Clock } from '../../ports/clock.ts';
import { type ChatCallError, chatFailure } from './chat-failure.ts';
import { type Priority, rankOf } from './priority.ts';
import type { SendWindow } from './send-window.ts';

export interface QueuedCall {
  readonly channel: string | null;
  readonly priority: Priority;
  readonly patienceMs?: number;
  readonly replaces?: string;
}

export interface CallQueue {
  add(call: QueuedCall, send: () => Promise<unknown>): Promise<unknown>;
  size(): number;
  /** Nothing waits, and its rate is kept whether or not it is remembered what went out. */
  idle(): boolean;
  close(): void;
}

export interface CallQueueDeps {
  readonly window: SendWindow;
  readonly clock: Clock;
  /** How many may be on their way together. Default: as many as the window lets through. */
  readonly atOnce?: number;
  /** `retry-later`: for whose time is over, and for what waits when sending ends. */
  readonly tooLate: () => ChatCallError;
}

interface Entry {
  readonly channel: string | null;
  readonly name: string | null;
  readonly order: number;
  priority: Priority;
  /** Waits no longer than until then. */
  until: number;
  send: () => Promise<unknown>;
  readonly done: { readonly resolve: (answer: unknown) => void; readonly reject: (error: unknown) => void }[];
}

/** `at`: when it may go. */
interface Timed {
  readonly entry: Entry;
  readonly at: number;
}

const PATIENCE_MS = 120_000;
/** Platforms say how long; this is for a 429 that does not. */
const UNSAID_WAIT_MS = 30_000;

export function createCallQueue({ window, clock, atOnce = Number.POSITIVE_INFINITY, tooLate }: CallQueueDeps): CallQueue {
  const waiting: Entry[] = [];
  const namesUnderway = new Set<string>();
  let underway = 0;
  let count = 0;
  let closed = false;
  let working = false;
  let changed = new AbortController();

  function add({ channel, priority, patienceMs = PATIENCE_MS, replaces }: QueuedCall, send: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(tooLate());
      const name = replaces ?? null;
      const until = clock.now() + patienceMs;
      const older = name === null ? undefined : waiting.find((entry) => entry.name === name);
      if (older) {
        older.send = send;
        older.until = Math.max(older.until, until);
        if (rankOf(priority) < rankOf(older.priority)) older.priority = priority;
        older.done.push({ resolve, reject });
      } else {
        waiting.push({ channel, name, order: count, priority, until, send, done: [{ resolve, reject }] });
        count += 1;
      }
      stir();
    });
  }

  function stir(): void {
    changed.abort();
    changed = new AbortController();
    if (!working) void work();
  }

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      const news = changed.signal;
      const now = clock.now();
      giveUp(now);
      const next = nextAt(now);
      if (next !== null && next.at <= now) {
        void go(next.entry);
        continue;
      }
      const soonest = Math.min(next?.at ?? Number.POSITIVE_INFINITY, ...waiting.map(({ until }) => until));
      if (waiting.length > 0) await clock.sleep(soonest - now, news);
    }
    working = false;
  }

  /** Of those that may go first, by rank and then by age; calls whose message is being changed wait for that. */
  function nextAt(now: number): Timed | null {
    if (underway >= atOnce) return null;
    const free = waiting.filter(({ name }) => name === null || !namesUnderway.has(name));
    let first: Timed | null = null;
    for (const entry of free) {
      const one = { entry, at: window.freeAt(entry.channel, entry.priority, now) };
      if (first === null || goesBefore(one, first)) first = one;
    }
    return first;
  }

  async function go(entry: Entry): Promise<void> {
    waiting.splice(waiting.indexOf(entry), 1);
    window.went(entry.channel, clock.now());
    if (entry.name !== null) namesUnderway.add(entry.name);
    underway += 1;
    try {
      const answer = await entry.send();
      for (const { resolve } of entry.done) resolve(answer);
    } catch (error) {
      const failure = chatFailure(error);
      if (failure?.kind === 'retry-later' && failure.afterMs !== null) turnedAway(entry, failure.afterMs, error);
      else for (const { reject } of entry.done) reject(error);
    }
    underway -= 1;
    if (entry.name !== null) namesUnderway.delete(entry.name);
    stir();
  }

  /** Back to its place, unless a newer one with its name has come meanwhile: then that one answers for both. */
  function turnedAway(entry: Entry, afterMs: number, error: unknown): void {
    window.blockUntil(clock.now() + (afterMs > 0 ? afterMs : UNSAID_WAIT_MS));
    if (closed) {
      for (const { reject } of entry.done) reject(error);
      return;
    }
    const newer = entry.name === null ? undefined : waiting.find(({ name }) => name === entry.name);
    if (newer) newer.done.push(...entry.done);
    else waiting.push(entry);
  }

  /** Whose time is over, or will be before there can be room. */
  function giveUp(now: number): void {
    for (const entry of waiting.filter(({ until, channel, priority }) => until <= now || window.freeAt(channel, priority, now) > until)) {
      waiting.splice(waiting.indexOf(entry), 1);
      for (const { reject } of entry.done) reject(tooLate());
    }
  }

  return {
    add,
    size: () => waiting.length + underway,
    idle: () => waiting.length + underway === 0 && window.idle(clock.now()),
    close() {
      closed = true;
      for (const entry of waiting.splice(0)) for (const { reject } of entry.done) reject(tooLate());
      stir();
    },
  };
}

function goesBefore(one: Timed, other: Timed): boolean {
  return (one.at - other.at || rankOf(one.entry.priority) - rankOf(other.entry.priority) || one.entry.order - other.entry.order) < 0;
}
