/** How the process is: what `/healthz` answers. */
import type { Clock } from '../ports/clock.ts';
import { within } from './within.ts';

export interface Health {
  readonly ok: boolean;
  readonly parts: {
    readonly database: 'ok' | 'unavailable';
    readonly queue: 'ok' | 'unavailable';
    readonly model: 'real' | 'rehearsal';
    readonly version: string;
  };
}

/** Health checks give up after a few seconds: an answer in time beats a precise one. */
const PATIENCE_MS = 3_000;

export interface HealthSources {
  readonly database: () => Promise<void>;
  readonly queue: () => Promise<void>;
  readonly model: 'real' | 'rehearsal';
  readonly version: string;
}

export async function healthOf({ database, queue, model, version }: HealthSources, clock: Clock): Promise<Health> {
  const [databaseState, queueState] = await Promise.all([stateOf(database, clock), stateOf(queue, clock)]);
  return { ok: databaseState === 'ok' && queueState === 'ok', parts: { database: databaseState, queue: queueState, model, version } };
}

async function stateOf(check: () => Promise<void>, clock: Clock): Promise<'ok' | 'unavailable'> {
  try {
    return (await within(PATIENCE_MS, check(), clock)) === 'done' ? 'ok' : 'unavailable';
  } catch {
    // The reason stands in the log of whoever needed the part; health is a yes or a no.
    return 'unavailable';
  }
}
