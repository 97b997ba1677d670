/** Runs raw statements as prepared ones: the text is the key, so each connection parses and plans it once. */
import type { DrizzleTransaction, Sql } from './connect.ts';
import type { Statement } from './statement-part.ts';

/** `R` is what the statement selects; the text is the authority on it. */
export async function runStatement<R extends object>(sql: Sql, { text, params }: Statement): Promise<readonly R[]> {
  return await sql.unsafe<R[]>(text, [...params], { prepare: true });
}

/** The same inside a Drizzle transaction. A name is what makes Drizzle prepare; the driver keys by the text. */
export async function preparedIn<R extends object>(transaction: DrizzleTransaction, { text, params }: Statement): Promise<readonly R[]> {
  const query = { sql: text, params: [...params] };
  return await transaction._.session.prepareQuery<{ execute: readonly R[]; all: unknown; values: unknown }>(query, undefined, 'baton', false).execute();
}
