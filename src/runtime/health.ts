/** How the process is: what `/healthz` answers. */
import type { Clock } from '../ports/clock.ts';
import type { SurfaceState } from '../ports/surface.ts';
import { within } from './within.ts';

export interface Health {
  readonly ok: boolean;
  readonly parts: {
    readonly database: 'ok' | 'unavailable';
    readonly queue: 'ok' | 'unavailable';
    readonly model: 'real' | 'rehearsal';
    readonly version: string;
  } & Readonly<Record<string, string>>;
}

/** Health checks give up after a few seconds: an answer in time beats a precise one. */
const PATIENCE_MS = 3_000;

export interface HealthSources {
  readonly database: () => Promise<void>;
  readonly queue: () => Promise<void>;
  readonly model: 'real' | 'rehearsal';
  readonly version: string;
  /** By the name of the surface. */
  readonly surfaces?: Readonly<Record<string, () => SurfaceState>>;
}

export async function healthOf({ database, queue, model, version, surfaces = {} }: HealthSources, clock: Clock): Promise<Health> {
  const [databaseState, queueState] = await Promise.all([stateOf(database, clock), stateOf(queue, clock)]);
  const reached = Object.fromEntries(Object.entries(surfaces).map(([name, state]) => [name, state()]));
  return { ok: databaseState === 'ok' && queueState === 'ok', parts: { ...reached, database: databaseState, queue: queueState, model, version } };
}

async function stateOf(check: () => Promise<void>, clock: Clock): Promise<'ok' | 'unavailable'> {
  try {
    return (await within(PATIENCE_MS, check(), clock)) === 'done' ? 'ok' : 'unavailable';
  } catch {
    // The reason stands in the log of whoever needed the part; health is a yes or a no.
    return 'unavailable';
  }
}
