/**
 * A database whose clock a test turns forward: a function of the same name stands before PostgreSQL's own on the search
 * path, so that our statements run as they are. For connections that are opened afterwards.
 */
import postgres from 'postgres';

export interface TurnedDatabase {
  turn(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function turnedDatabase(url: string): Promise<TurnedDatabase> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create schema turned;
    create table turned.ahead as select 0::bigint as ms;
    create function turned.clock_timestamp() returns timestamptz language sql volatile as
      'select pg_catalog.clock_timestamp() + (select ms from turned.ahead) * interval ''1 millisecond''';
    do $$ begin execute format('alter database %I set search_path = turned, pg_catalog, public', current_database()); end $$`);
  return {
    async turn(ms) {
      await sql`update turned.ahead set ms = ms + ${ms}`;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
