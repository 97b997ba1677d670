/**
 * What people's requests write, counted: unchanged by one that was refused. Only what is newer than a mark is counted, and
 * by indexes of our own, because this is asked twice for every request.
 */
import type { Sql } from 'postgres';

export interface Traces {
  readonly workflows: string;
  readonly inbox: string;
  readonly threads: string;
  readonly said: string;
  readonly settings: string;
}

export interface TraceReader {
  /** From here on. Two readings with a mark between them cannot be compared. */
  mark(): Promise<void>;
  read(): Promise<Traces>;
}

interface Mark {
  readonly workflow: string;
  readonly delivered: number;
  readonly said: number;
  readonly at: number;
}

const INDEXES = `create index fuzz_inbox on inbox (position); create index fuzz_threads on threads (at);
  create index fuzz_said on messages (position) where kind = 'person'`;

export async function createTraceReader(sql: Sql, exceptBy: string): Promise<TraceReader> {
  await sql.unsafe(INDEXES);
  let mark: Mark = { workflow: '', delivered: 0, said: 0, at: 0 };
  return {
    async mark() {
      mark = only(
        await sql<Mark[]>`select coalesce((select max(id) from workflows), '') as workflow, coalesce((select max(position) from inbox), 0)::int as delivered,
          coalesce((select max(position) from messages where kind = 'person'), 0)::int as said, coalesce((select max(at) from threads), 0)::float8 as at`,
      );
    },
    async read() {
      const { workflow, delivered, said, at } = mark;
      return only(
        await sql<
          Traces[]
        >`select (select count(*) from workflows where id > ${workflow}) as workflows, (select count(*) from inbox where position > ${delivered}) as inbox,
          (select count(*) from threads where at >= ${at}) as threads, (select count(*) from messages where kind = 'person' and position > ${said} and author <> ${exceptBy}) as said,
          (select coalesce(string_agg(chosen::text, ' ' order by tenant, channel), '') from settings) as settings`,
      );
    },
  };
}

function only<T>([row]: readonly T[]): T {
  if (row === undefined) throw new Error('the database answers nothing');
  return row;
}
