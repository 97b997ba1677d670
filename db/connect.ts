/** The client: one pool per process, shared by raw statements (`sql`) and Drizzle (`orm`). */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Sql = postgres.Sql<{ bigint: number }>;
export type Orm = PostgresJsDatabase;
export type DrizzleTransaction = Parameters<Parameters<Orm['transaction']>[0]>[0];

export interface Connection {
  readonly sql: Sql;
  readonly orm: Orm;
}

/** Connections per process. Postgres allows 100 unless told otherwise, and several processes share them. */
export const POOL_SIZE = 10;

/**
 * Drizzle takes over how the client writes JSON: a parameter for a jsonb column is JSON text, in raw statements too.
 * Connections open when they are first needed; nothing fails here when the server is away.
 */
export function connect(url: string): Connection {
  const sql = postgres(url, {
    max: POOL_SIZE,
    connect_timeout: 10,
    backoff: reconnectSeconds,
    // The driver's own first query, for array types, has nobody who handles its error: a connection lost there would end the process.
    fetch_types: false,
    // Our bigints are times and counters, exact as numbers.
    types: { bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: (text: string) => Number(text) } },
    // Our statements take the same path for any value; planning an append anew would cost more than running it. A plan is kept, and
    // may have been made when the tables were empty: never one that reads a whole table where there is an index.
    connection: { application_name: 'baton', plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' },
    onnotice: () => undefined,
  });
  return { sql, orm: drizzle(sql, { casing: 'snake_case' }) };
}

/**
 * Until the next try to reach a server that is gone: a second at most. The driver's own 20 s would keep people waiting for a
 * plain word during an outage, and runs for as long after it.
 */
function reconnectSeconds(tries: number): number {
  return (0.5 + Math.random() / 2) * Math.min(3 ** tries / 100, 1);
}
