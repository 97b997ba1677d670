// Proves by a real login that the server on a port is the one of our data folder, and that it has Baton's database.

import postgres from 'postgres';
import { SUPERUSER } from './cluster.ts';
import { loginRefused } from './refusals.ts';

const DATABASE = 'baton';

/** PostgreSQL's words for "not now": starting up, shutting down, told to go. Anything without a code of its own is the connection itself. */
const NOT_NOW = new Set(['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT', 'EPIPE']);

export async function logIn(port: number, password: string, data: string): Promise<'in' | 'not-now'> {
  const sql = postgres(urlOf(port, password, 'postgres'), { max: 1, fetch_types: false, connect_timeout: 5, onnotice: () => undefined });
  try {
    const [server] = await sql`select current_setting('data_directory') = ${data} as ours,
      exists (select from pg_database where datname = ${DATABASE}) as complete`;
    if (server?.ours !== true) throw loginRefused(data, 'the server on its port belongs to another folder', null);
    if (server.complete !== true) await sql`create database ${sql(DATABASE)}`;
    return 'in';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOT_NOW.has(code)) return 'not-now';
    if (code.startsWith('28')) throw loginRefused(data, 'its server does not accept the password that is stored beside it', error);
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
