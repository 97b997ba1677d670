/**
 * The driver keeps the error with which a server that stops ends a statement, and gives it to the first statement of the connection's
 * next life, which it never sends. So after a restart of the server up to a whole pool of statements would fail for nothing: they are tried
 * again. Only for what may be done twice: reads, and what carries an id of its own. An append does neither, and has its own patience.
 */
import { BatonError } from '../src/errors.ts';
import { POOL_SIZE } from './connect.ts';
import { guarded } from './database-error.ts';

export async function repeatable<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await guarded(work);
    } catch (error) {
      if (tries > POOL_SIZE || !(error instanceof BatonError) || !STOPPED.has(error.context.reason)) throw error;
    }
  }
}

/** The server was told to stop, or has crashed. */
const STOPPED: ReadonlySet<unknown> = new Set(['57P01', '57P02']);
