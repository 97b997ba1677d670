/** How the process is: what `/healthz` answers. */
export interface Health {
  readonly ok: boolean;
  readonly parts: {
    readonly database: 'ok' | 'unavailable';
    readonly queue: 'ok' | 'unavailable';
    readonly model: 'real' | 'rehearsal';
    readonly version: string;
  };
}

export interface HealthSources {
  readonly database: () => Promise<void>;
  readonly queue: () => Promise<void>;
  readonly model: 'real' | 'rehearsal';
  readonly version: string;
}

export async function healthOf({ database, queue, model, version }: HealthSources): Promise<Health> {
  const [databaseState, queueState] = await Promise.all([stateOf(database), stateOf(queue)]);
  return { ok: databaseState === 'ok' && queueState === 'ok', parts: { database: databaseState, queue: queueState, model, version } };
}

async function stateOf(check: () => Promise<void>): Promise<'ok' | 'unavailable'> {
  try {
    await check();
    return 'ok';
  } catch {
    // The reason stands in the log of whoever needed the part; health is a yes or a no.
    return 'unavailable';
  }
}
