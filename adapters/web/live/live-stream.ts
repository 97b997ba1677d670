/**
 * A stream of server-sent events that shows what changed. Hints wake it, and it also looks by itself, because hints may
 * be lost. Each event's id is the digest of everything shown so far: a browser that comes back with the id of what it has
 * is sent only what is newer, and one with any other id is sent everything.
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change } from '../../../src/ports/changes.ts';
import type { WebDeps } from '../deps.ts';
import type { WebEnv } from '../env.ts';

/** How often to look without a hint: the floor for updates whose hint was lost. */
const LOOK_MS = 5_000;
/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;
/** Hints come in bursts; one look serves those that arrive within this time. */
const GATHER_MS = 60;
/** Then the browser comes back, and who it is is checked anew. */
const LIFE_MS = 30 * 60_000;

export interface LiveView {
  concerns(change: Change): boolean;
  /** What to send to a viewer who has what `digest` stands for; `html` null when that is all there is. */
  look(digest: string): Promise<{ readonly digest: string; readonly html: string | null }>;
}

export function liveStream(c: Context<WebEnv>, deps: WebDeps, closing: AbortSignal, view: LiveView): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('seen') ?? '';
  // A proxy that gathers output would hold events back.
  c.header('x-accel-buffering', 'no');
  c.header('cache-control', 'no-store');
  return streamSSE(
    c,
    async (stream) => {
      const ended = new AbortController();
      const end = (): void => ended.abort();
      stream.onAbort(end);
      closing.addEventListener('abort', end);
      const bell = createBell();
      const unsubscribe = deps.changes.subscribe((change) => {
        if (view.concerns(change)) bell.ring();
      });
      try {
        const { clock } = deps;
        const born = clock.now();
        let digest = seen;
        let lastSent = born;
        while (!ended.signal.aborted && !closing.aborted && clock.now() - born < LIFE_MS) {
          bell.reset();
          const found = await view.look(digest);
          if (found.html !== null) {
            await stream.writeSSE({ data: found.html, id: found.digest });
            lastSent = clock.now();
          } else if (lastSent === born || clock.now() - lastSent >= HEARTBEAT_MS) {
            await stream.write(': here\n\n');
            lastSent = clock.now();
          }
          digest = found.digest;
          await bell.wait(deps.clock, LOOK_MS, ended.signal);
          await clock.sleep(GATHER_MS, ended.signal);
        }
      } finally {
        unsubscribe();
        closing.removeEventListener('abort', end);
      }
    },
    (error) => {
      deps.log.warn({ err: error }, 'a live stream broke');
      return Promise.resolve();
    },
  );
}

/** Remembers a hint that arrives while nobody waits. */
function createBell() {
  let rung = new AbortController();
  return {
    ring: (): void => rung.abort(),
    reset: (): void => {
      if (rung.signal.aborted) rung = new AbortController();
    },
    wait: (clock: WebDeps['clock'], ms: number, ended: AbortSignal): Promise<void> => clock.sleep(ms, AbortSignal.any([rung.signal, ended])),
  };
}
