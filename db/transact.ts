/**
 * Transactions that survive the loss of their connection. The driver (postgres.js 3.4.9, issues 1208 and 1154) does not
 * stop the work of a transaction whose connection is gone: a write then ends the process, or, once the pool has opened
 * the connection anew, runs outside any transaction. So here nothing is written after the loss.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BatonError } from '../src/errors.ts';
import type { DrizzleTransaction, Orm } from './connect.ts';
import { isUnavailable } from './database-error.ts';
import { preparedIn } from './run-statement.ts';
import type { Statement } from './statement-part.ts';

export interface Transaction {
  /** `R` is what the statement selects; the text is the authority on it. */
  run<R extends object>(statement: Statement): Promise<readonly R[]>;
}

export async function transact<T>(orm: Orm, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return await untilLost<T, DrizzleTransaction>(
    (inner) => orm.transaction(inner),
    (transaction, alive) => work({ run: (statement) => alive(() => preparedIn(transaction, statement)) }),
  );
}

/** A lost connection closes at once. What looks like one and has not closed by then was another's, such as the queue's. */
const CLOSES_WITHIN_MS = 1_000;

type Alive = <R>(statement: () => Promise<R>) => Promise<R>;

/**
 * `begin` is the driver's: it rejects by itself when the connection closes. The work is then left without an end, so that
 * neither a commit nor a rollback follows. Each statement of the work goes through `alive`.
 */
export async function untilLost<T, X>(
  begin: (work: (transaction: X) => Promise<T>) => Promise<T>,
  work: (transaction: X, alive: Alive) => Promise<T>,
): Promise<T> {
  let over = false;
  let worked = false;
  const alive: Alive = async (statement) => {
    if (over) throw new BatonError('database-unavailable', 'The connection of this transaction was lost.');
    // One of several statements at once has failed, and this one comes after the rollback.
    if (worked) throw new BatonError('transaction-over', 'The transaction has ended.');
    return await statement();
  };
  try {
    return await begin(async (transaction) => {
      try {
        return await work(transaction, alive);
      } catch (error) {
        worked = true;
        if (!over && isUnavailable(error)) await delay(CLOSES_WITHIN_MS, undefined, { ref: false });
        throw error;
      } finally {
        worked = true;
        if (over) await new Promise(() => undefined);
      }
    });
  } finally {
    over = true;
  }
}
