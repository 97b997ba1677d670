/** News of places, looked into a moment later: one role that changes comes as many events, and each would ask the same. */
import type { Logger } from 'pino';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Look, Where } from './look-again.ts';

export interface News {
  /** `suspected`: why a message could not be sent there. */
  heard(where: Where, suspected: PlaceLoss | null): void;
  stop(): Promise<void>;
}

export interface NewsDeps {
  readonly look: (where: Where, suspected: PlaceLoss | null) => Promise<void>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Logger;
}

const SETTLES_MS = 300;
/** Between tries, when Discord or the database does not answer; then the next news or the next start looks. */
const TRIES_AFTER_MS = [2_000, 10_000, 60_000];

export function createNews({ look, clock, log }: NewsDeps): News {
  const stopping = new AbortController();
  const waiting = new Map<string, { readonly where: Where; readonly suspected: PlaceLoss | null }>();
  let working: Promise<void> | null = null;

  /** One place after the other: what the first look learned serves the next. */
  async function work(): Promise<void> {
    await clock.sleep(SETTLES_MS, stopping.signal);
    for (const [key, { where, suspected }] of waiting) {
      if (stopping.signal.aborted) return;
      waiting.delete(key);
      await lookPatiently(where, suspected);
    }
  }

  async function lookPatiently(where: Where, suspected: PlaceLoss | null): Promise<void> {
    for (const pause of [...TRIES_AFTER_MS, null]) {
      try {
        return await look(where, suspected);
      } catch (error) {
        log.warn({ err: error, tenant: where.tenant, again: pause !== null }, 'how a place of Discord is now could not be found out');
        if (pause === null) return;
        await clock.sleep(pause, stopping.signal);
        if (stopping.signal.aborted) return;
      }
    }
  }

  function begin(): void {
    if (working !== null || stopping.signal.aborted) return;
    working = work().finally(() => {
      working = null;
      if (waiting.size > 0) begin();
    });
  }

  return {
    heard(where, suspected) {
      const key = `${where.tenant} ${where.channel ?? ''} ${where.thread ?? ''}`;
      const before = waiting.get(key);
      waiting.set(key, { where: { ...where, look: closer(where.look, before?.where.look) }, suspected: suspected ?? before?.suspected ?? null });
      begin();
    },
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

const CLOSEST_FIRST: readonly Look[] = ['everything', 'channels', 'waiting'];

function closer(look: Look, before: Look = look): Look {
  return CLOSEST_FIRST.find((one) => one === look || one === before) ?? look;
}
