/** Appends through a short absence of the database, such as its restart: the calls in flight are worth more than a few seconds. */
import type { Logger } from 'pino';
import { BatonError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Appended, Batch, Ledger } from '../ports/ledger.ts';

/** Together two minutes: longer than the restart of a server, or its move to another machine, takes. */
const WAITS_MS = [200, 500, 1_000, ...Array.from({ length: 59 }, () => 2_000)];

/**
 * Throws when the database stays away. After a broken connection nobody knows whether the append had won, so `stale` or
 * `over-budget` on a later try is no answer but an error too: the wake-up is tried again and the ledger says what happened.
 */
export async function patientAppend(ledger: Ledger, batch: Batch, clock: Clock, log: Logger): Promise<Appended> {
  for (let tries = 0; ; tries += 1) {
    try {
      const appended = await ledger.append(batch);
      if (appended.kind !== 'appended' && tries > 0) throw new BatonError('append-uncertain', 'An append met a broken connection and may have been written.');
      return appended;
    } catch (error) {
      const wait = WAITS_MS[tries];
      if (wait === undefined || !(error instanceof BatonError) || error.code !== 'database-unavailable') throw error;
      log.warn({ err: error, workflow: batch.workflow, retryInMs: wait }, 'events could not be appended; it is tried again');
      await clock.sleep(wait);
    }
  }
}
