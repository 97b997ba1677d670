/** Replays the events of every workflow and compares with the tables that appends derived from them. Reads only. */
import postgres from 'postgres';
import { replay } from '../src/engine/evolve.ts';
import { type DerivedRows, derivedFrom } from './derived-again.ts';
import type { Difference } from './difference.ts';
import type { EventRow } from './recorded-row.ts';
import { recordedOf } from './recorded-row.ts';
import { verifyBudgets } from './verify-budgets.ts';
import { summaryColumns } from './workflow-row.ts';

export interface Verified {
  readonly workflows: number;
  readonly events: number;
  readonly differences: number;
}

/** Workflows per look: their events are in memory together. */
const PAGE = 50;

/** Rows of one look are of one moment, so that a run at work makes no difference by itself. */
export async function verifyLedger(url: string, told: (difference: Difference) => void): Promise<Verified> {
  const sql = postgres(url, { max: 1, fetch_types: false, types: BIGINT, connection: { application_name: 'baton verify' }, onnotice: () => undefined });
  const sum = { workflows: 0, events: 0, differences: 0 };
  const tell = (differences: readonly Difference[]) => {
    sum.differences += differences.length;
    for (const difference of differences) told(difference);
  };
  try {
    tell(await sql.begin('isolation level repeatable read read only', verifyBudgets));
    for (let after = ''; ; ) {
      const page = await sql.begin('isolation level repeatable read read only', (transaction) => readPage(transaction, after));
      for (const stored of page) {
        sum.workflows += 1;
        sum.events += stored.events.length;
        tell(compare(stored));
      }
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) return sum;
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const BIGINT = { bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: (text: string) => Number(text) } };

type Row = Readonly<Record<string, unknown>>;

interface Stored {
  readonly id: string;
  readonly number: number;
  readonly row: Row;
  readonly events: readonly EventRow[];
  readonly tables: ReadonlyMap<keyof DerivedRows, readonly Row[]>;
}

async function readPage(sql: postgres.TransactionSql<{ bigint: number }>, after: string): Promise<readonly Stored[]> {
  const rows = await sql<{ id: string; number: number }[]>`select * from workflows where id > ${after} order by id limit ${PAGE}`;
  const ids = rows.map(({ id }) => id);
  const events = await sql<
    (EventRow & { workflow: string })[]
  >`select * from events where workflow in ${sql(ids.length > 0 ? ids : [''])} order by workflow, seq`;
  const all: [keyof DerivedRows, readonly Row[]][] = [];
  for (const { table } of TABLES) all.push([table, await sql<Row[]>`select * from ${sql(table)} where workflow in ${sql(ids.length > 0 ? ids : [''])}`]);
  return rows.map((row) => {
    const own = (of: readonly Row[]) => of.filter(({ workflow }) => workflow === row.id);
    const tables = new Map(all.map(([table, found]) => [table, own(found)]));
    return { id: row.id, number: row.number, row, events: events.filter(({ workflow }) => workflow === row.id), tables };
  });
}

/** Which column tells a table's rows apart within a workflow. */
const TABLES: readonly { readonly table: keyof DerivedRows; readonly key: string }[] = [
  { table: 'workstreams', key: 'id' },
  { table: 'attempts', key: 'id' },
  { table: 'usage', key: 'attempt' },
  { table: 'reservations', key: 'attempt' },
  { table: 'decisions', key: 'id' },
  { table: 'handoffs', key: 'phase' },
];

function compare({ id, number, row, events, tables }: Stored): readonly Difference[] {
  const recorded = events.map(recordedOf);
  const state = replay(recorded);
  const at = { workflow: id, number };
  if (state.kind === 'none') return [{ ...at, table: 'events', key: '', column: 'seq', fromEvents: 'requested', stored: null }];
  const gap = recorded.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap !== -1) return [{ ...at, table: 'events', key: '', column: 'seq', fromEvents: gap + 1, stored: recorded[gap]?.seq }];
  const again = derivedFrom(recorded);
  return [
    ...inRow({ ...at, table: 'workflows', key: '' }, summaryColumns(state), row),
    ...TABLES.flatMap(({ table, key }) => inTable({ ...at, table }, key, again[table], tables.get(table) ?? [])),
  ];
}

type Place = Pick<Difference, 'workflow' | 'number' | 'table'>;

function inTable(place: Place, key: string, expected: ReadonlyMap<string, Row>, stored: readonly Row[]): readonly Difference[] {
  const found = new Map(stored.map((row) => [String(row[key]), row]));
  const keys = new Set([...expected.keys(), ...found.keys()]);
  return [...keys].flatMap((id) => {
    const [should, is] = [expected.get(id), found.get(id)];
    if (should && is) return inRow({ ...place, key: id }, should, is);
    return [{ ...place, key: id, column: '(row)', fromEvents: should ? 'there' : 'not there', stored: is ? 'there' : 'not there' }];
  });
}

function inRow(place: Omit<Difference, 'column' | 'fromEvents' | 'stored'>, expected: Row, stored: Row): readonly Difference[] {
  return Object.entries(expected).flatMap(([column, value]) =>
    same(value, stored[column]) ? [] : [{ ...place, column, fromEvents: value, stored: stored[column] }],
  );
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** jsonb has its own order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
