/** Whether the database answers. */
import { BatonError } from '../src/errors.ts';
import type { Sql } from './connect.ts';
import { guarded } from './database-error.ts';

const PATIENCE_MS = 2_000;

export async function checkHealth(sql: Sql): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new BatonError('database-unavailable', 'The database did not answer in time.', { context: { waitedMs: PATIENCE_MS } })),
    PATIENCE_MS,
  );
  try {
    await guarded(() => Promise.race([sql`select 1`, late.promise]));
  } finally {
    clearTimeout(timer);
  }
}
