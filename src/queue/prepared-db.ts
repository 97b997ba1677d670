/**
 * A connection for the statements that every drive costs (fetch, complete), as prepared ones: in pg-boss's own pool
 * each is parsed and planned anew, which takes longer than to run it.
 */
import type { Db } from 'pg-boss';
import postgres, { type ParameterOrJSON } from 'postgres';

export interface PreparedDb extends Db {
  close(): Promise<void>;
}

/** Fetching and completing side by side. */
const CONNECTIONS = 2;
const RECONNECT_SECONDS = 1;

export function createPreparedDb(url: string): PreparedDb {
  const sql = postgres(url, {
    // The driver's own first query has nobody who handles its error: a connection lost there would end the process.
    fetch_types: false,
    max: CONNECTIONS,
    connect_timeout: 10,
    // After an outage the driver would wait up to 20 s more.
    backoff: () => RECONNECT_SECONDS,
    // What is written here are hints: a crash of the server may forget the last of them, and a drive is repeated.
    // Plans are kept, and the first are made while the queue is empty.
    connection: { application_name: 'baton-queue', synchronous_commit: 'off', enable_seqscan: 'off' },
    onnotice: () => undefined,
  });
  return {
    executeSql: async (text, values = []) => ({ rows: [...(await sql.unsafe(text, values.map(sent) as ParameterOrJSON<never>[], { prepare: true }))] }),
    close: () => sql.end({ timeout: 1 }),
  };
}

/** A driver that has not fetched the types cannot write arrays: they go as PostgreSQL's own text for them. */
function sent(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return `{${value.map((one) => (one === null ? 'NULL' : `"${String(one).replaceAll(/["\\]/gu, '\\$&')}"`)).join(',')}}`;
}
