/**
 * LISTEN on a connection of its own, open while anyone subscribes. States: idle, listening, and lost, when the
 * server was away as the driver tried to listen again; then a watch starts over with a new connection.
 */
import type { Logger } from 'pino';
import postgres from 'postgres';
import type { Change, Changes } from '../src/ports/changes.ts';
import { CHANNEL, readPayload } from './change-payload.ts';
import { databaseError } from './database-error.ts';

/** A hint that is this late is covered by the readers' own looks. */
const WATCH_INTERVAL_MS = 2_000;

export interface ListeningChanges extends Changes {
  /** Resolves once LISTEN is in force, or its first try failed: what happens from then on is heard. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export function createChanges(url: string, log: Logger): ListeningChanges {
  const listeners = new Set<(change: Change) => void>();
  let listening: Promise<postgres.Sql> | null = null;
  let watch: NodeJS.Timeout | null = null;
  let closed = false;

  const hear = (payload: string) => {
    const change = readPayload(payload);
    if (!change) return log.warn({ bytes: payload.length }, 'A change arrived that this version cannot read.');
    for (const listener of listeners) listener(change);
  };

  const listen = async (): Promise<postgres.Sql> => {
    const client = postgres(url, {
      max: 1,
      fetch_types: false,
      connect_timeout: 10,
      connection: { application_name: 'baton changes' },
      onnotice: () => undefined,
    });
    try {
      await client.listen(CHANNEL, hear);
    } catch (error) {
      log.warn({ err: databaseError(error) }, 'Changes are not heard for now; readers look by themselves.');
    }
    return client;
  };

  /** The driver listens again by itself after a lost connection, but gives up silently when that fails; its cached answer then says so. */
  const check = async () => {
    const client = await listening;
    if (!client || closed) return;
    try {
      const probe = await client.listen(CHANNEL, () => undefined);
      await probe.unlisten();
    } catch {
      if (closed) return;
      listening = client.end({ timeout: 0 }).then(listen);
      await listening;
    }
  };

  const open = () => {
    if (closed || listening) return;
    listening = listen();
    watch = setInterval(() => {
      check().catch((error: unknown) => log.warn({ err: databaseError(error) }, 'The watch over changes failed once.'));
    }, WATCH_INTERVAL_MS).unref();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      open();
      return () => void listeners.delete(listener);
    },
    async ready() {
      await listening;
    },
    async close() {
      closed = true;
      if (watch) clearInterval(watch);
      await (await listening)?.end({ timeout: 1 });
    },
  };
}
