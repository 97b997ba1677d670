/** Runs raw statements as prepared ones: the text is the key, so each connection parses and plans it once. */
import type { Sql, Transaction } from './connect.ts';
import type { Statement } from './statement-part.ts';

/** `R` is what the statement selects; the text is the authority on it. */
export async function runStatement<R extends object>(sql: Sql, { text, params }: Statement): Promise<readonly R[]> {
  return await sql.unsafe<R[]>(text, [...params], { prepare: true });
}

/** The same inside a Drizzle transaction. A name is what makes Drizzle prepare; the driver keys by the text. */
export async function runInTransaction<R extends object>(transaction: Transaction, { text, params }: Statement): Promise<readonly R[]> {
  const query = transaction._.session.prepareQuery<{ execute: readonly R[]; all: unknown; values: unknown }>(
    { sql: text, params: [...params] },
    undefined,
    'baton',
    false,
  );
  return await query.execute();
}
