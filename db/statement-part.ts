/** Two ways for rows to travel into a clause of a statement: as one JSON parameter, or as typed values. */
import { storable } from './database-error.ts';

export type Param = string | number | boolean | null | Uint8Array;

export interface Statement {
  readonly text: string;
  readonly params: readonly Param[];
}

export interface Part {
  readonly name: string;
  /** The clause, when its parameters start at `first`. */
  text(first: number, rows: number): string;
  params(rows: readonly object[]): readonly Param[];
  /** Whether the text depends on how many rows there are. */
  readonly counted: boolean;
}

/** `columns` as in a column definition list. What a row has besides them is passed over. */
export function jsonRows(name: string, columns: string, clause: (rows: string) => string): Part {
  return {
    name,
    counted: false,
    text: (first) => clause(`jsonb_to_recordset($${first}::jsonb) as r(${columns})`),
    params: (rows) => [JSON.stringify(rows)],
  };
}

export function valueRows(name: string, columns: Columns, clause: (rows: string) => string): Part {
  return {
    name,
    counted: true,
    text: (first, rows) => clause(valueList(columns, first, rows)),
    params: (rows) => valueParams(columns, rows),
  };
}

/** Names with their types. */
type Columns = Readonly<Record<string, string>>;

/** Rows as a table of typed values, called `r` unless said otherwise. */
export function valueList(columns: Columns, first: number, rows: number, alias = 'r'): string {
  const types = Object.values(columns);
  const tuple = (from: number) => `(${types.map((type, column) => `$${from + column}::${type}`).join(', ')})`;
  const tuples = Array.from({ length: rows }, (_, index) => tuple(first + index * types.length));
  return `(values ${tuples.join(', ')}) as ${alias}(${Object.keys(columns).join(', ')})`;
}

export function valueParams(columns: Columns, rows: readonly object[]): readonly Param[] {
  return rows.flatMap((row) => Object.keys(columns).map((column) => paramOf(Reflect.get(row, column))));
}

function paramOf(value: unknown): Param {
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  // The driver writes only Buffers as binary.
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value === null || value === undefined ? null : JSON.stringify(value);
}
