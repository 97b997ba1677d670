/**
 * Brings a workflow's thread to what its state says it should show. Runs beside the drive: a slow or failing surface
 * never holds the engine up, and nothing is lost, because the thread is computed from the state each time.
 */
import type { Logger } from 'pino';
import { threadOf } from '../cards/thread.ts';
import type { Workflow } from '../engine/state.ts';
import { SurfaceUnreachable } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnownPost, Posts } from '../ports/posts.ts';
import type { Surface } from '../ports/surface.ts';
import { fingerprint } from './fingerprint.ts';

/**
 * A thread is computed anew at most this often: a run whose steps take milliseconds would spend its time on cards that
 * nobody can read. The first look is at once.
 */
const LOOK_EVERY_MS = 40;
/** Waits between tries while a surface fails; the last one repeats. */
const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000];
/** A thread that somebody has to open first is tried again when there is news, at most this often, and now and then without. */
const REST_MS = 30_000;
const LONG_REST_MS = 15 * 60_000;

export interface Poster {
  /** The newest state; earlier ones that were not shown yet are skipped. */
  show(workflow: Workflow): void;
  /** True when the thread shows the newest state, or cannot be reached with it until somebody lets us in: then the next drive tries again. */
  settled(): boolean;
  /** The surface refused the last try; the next one comes by itself. */
  failing(): boolean;
  /** Nothing more comes by itself: what waits for the surface's pace is shown now. */
  finish(): void;
  /** Another driver shows this thread now; nothing more is posted here. */
  stale(): boolean;
  /** Stops after the message that is being sent. */
  close(): void;
}

export interface PosterDeps {
  readonly posts: Posts;
  readonly surface: Surface;
  /** Of the drive that this poster belongs to. */
  readonly epoch: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** What the poster says of itself may have changed. */
  readonly onNews: () => void;
}

export function createPoster({ posts, surface, epoch, clock, log, onNews }: PosterDeps): Poster {
  const known = new Map<string, KnownPost & { readonly editedAt: number; readonly edits: number }>();
  const closing = new AbortController();
  let news = new AbortController();
  let read = false;
  let target: Workflow | null = null;
  let shown: Workflow | null = null;
  /** What could not be shown because the thread cannot be reached. */
  let resting: Workflow | null = null;
  /** Shown without regard to the pace. */
  let hurried: Workflow | null = null;
  let working = false;
  let failures = 0;
  let stale = false;

  async function work(): Promise<void> {
    working = true;
    while (target && target !== shown && !closing.signal.aborted) {
      const aim = target;
      const lookedAt = clock.now();
      try {
        const { wait, failed } = await bring(aim);
        resting = null;
        if (failed === null) {
          failures = 0;
          if (wait === 0) shown = aim;
          if (target !== shown) await pause(aim, lookedAt, wait);
        } else await backOff(aim, failed, news.signal);
      } catch (error) {
        if (error instanceof SurfaceUnreachable) await rest(aim, error);
        else await backOff(aim, error, closing.signal);
      }
    }
    working = false;
    onNews();
  }

  /** At least the time between two looks; then until an edit may go, or there is something new to show. */
  async function pause(aim: Workflow, lookedAt: number, wait: number): Promise<void> {
    const changed = news.signal;
    await clock.sleep(lookedAt + (wait > 0 ? Math.min(wait, LOOK_EVERY_MS) : LOOK_EVERY_MS) - clock.now(), closing.signal);
    if (target === aim) await clock.sleep(lookedAt + wait - clock.now(), changed);
  }

  async function backOff(aim: Workflow, error: unknown, until: AbortSignal): Promise<void> {
    const backoff = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 0;
    failures += 1;
    log.warn({ err: error, workflow: aim.id, surface: surface.name, retryInMs: backoff }, 'a message could not be posted; it is tried again');
    onNews();
    await clock.sleep(backoff, until);
  }

  async function rest(aim: Workflow, error: SurfaceUnreachable): Promise<void> {
    if (resting === null)
      log.warn({ err: error, workflow: aim.id, surface: surface.name, reason: error.reason }, 'a thread cannot be reached until somebody lets Baton in');
    resting = aim;
    failures = 0;
    onNews();
    await clock.sleep(REST_MS, closing.signal);
    if (target === aim && !closing.signal.aborted) await clock.sleep(LONG_REST_MS - REST_MS, news.signal);
  }

  /**
   * Posts and edits what differs, in order. `wait`: how long the next edit must wait for the surface's pace; 0: all is shown.
   * An edit that failed is told at the end: no new message waits for it.
   */
  async function bring(workflow: Workflow): Promise<{ readonly wait: number; readonly failed: unknown }> {
    if (!read) {
      for (const [key, post] of await posts.known(workflow.id)) known.set(key, { ...post, editedAt: 0, edits: 0 });
      read = true;
    }
    // Nobody can be reached there: the thread is brought up to date once they can.
    if (workflow.away) return { wait: 0, failed: null };
    let wait = 0;
    let failed: unknown = null;
    for (const { key, card } of threadOf(workflow)) {
      if (closing.signal.aborted) return { wait: 1, failed: null };
      if (!surface.tells(card)) continue;
      const hash = fingerprint(surface.pace.worthEditing(card));
      const before = known.get(key);
      if (before?.hash === hash) continue;
      const due = before && hurried !== workflow ? before.editedAt + surface.pace.editIntervalMs(card, before.edits) - clock.now() : 0;
      if (due > 0) {
        wait = wait === 0 ? due : Math.min(wait, due);
        continue;
      }
      const message = { workflow: workflow.id, place: workflow.place, key, card };
      const ref = before ? before.ref : await surface.post(message);
      if (before) {
        try {
          await surface.edit(message, ref);
        } catch (error) {
          if (error instanceof SurfaceUnreachable) throw error;
          failed ??= error;
          continue;
        }
      }
      if ((await posts.record({ workflow: workflow.id, epoch, place: workflow.place, key, ref, hash, card })) === 'stale') {
        stale = true;
        closing.abort();
        return { wait: 1, failed: null };
      }
      known.set(key, { ref, hash, editedAt: clock.now(), edits: before ? before.edits + 1 : 0 });
    }
    return { wait, failed };
  }

  function stir(): void {
    news.abort();
    news = new AbortController();
  }

  return {
    show(workflow) {
      target = workflow;
      stir();
      if (!working && !closing.signal.aborted) void work();
    },
    settled: () => target === shown || (resting !== null && resting === target),
    failing: () => failures > 0 || resting !== null,
    stale: () => stale,
    finish() {
      if (hurried === target) return;
      hurried = target;
      stir();
    },
    close() {
      closing.abort();
      news.abort();
    },
  };
}
