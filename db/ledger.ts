/** The ledger on Postgres. */
import { type WorkflowId, workflowId } from '../src/engine/ids.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { createAppend } from './append-batch.ts';
import type { Connection, Sql } from './connect.ts';
import { guarded } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { openWorkflow } from './open-workflow.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';
import { loadPending, takeOver } from './take-over.ts';
import type { Transaction } from './transact.ts';

/** Sends the job that wakes a driver, in the transaction that makes the work. */
export type Enqueue = (transaction: Transaction, workflow: WorkflowId) => Promise<void>;

export function createLedger(connection: Connection, enqueue: Enqueue): Ledger {
  const append = createAppend(connection);
  return {
    open: (opening) => repeatable(() => openWorkflow(connection, enqueue, opening)),
    takeOver: (workflow) => guarded(() => takeOver(connection.sql, workflow)),
    append: (batch) => guarded(() => append(batch)),
    pending: (workflow) => repeatable(() => loadPending(connection.sql, workflow)),
    runnable: () => repeatable(() => runnable(connection.sql)),
  };
}

/** Each part reads a partial index that has only such rows. What is due is so by the database's clock, which all processes share. */
async function runnable(sql: Sql): Promise<readonly WorkflowId[]> {
  const text = `select id from workflows where not at_rest union select id from workflows where wake_at <= ${DATABASE_NOW}
    union select workflow from inbox where applied_version is null order by 1`;
  return (await runStatement<{ id: string }>(sql, { text, params: [] })).map((row) => workflowId(row.id));
}
