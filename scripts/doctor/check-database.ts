/** Whether the database answers, lets Baton in, and is new enough. */
import { openDatabase } from '../../db/index.ts';
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import { BatonError } from '../../src/errors.ts';
import { silent } from './silent-log.ts';

/** What Baton's SQL needs. */
const LEAST_VERSION = 140_000;

export async function* checkDatabase({ databaseUrl, dataDir }: Config): AsyncGenerator<Finding> {
  if (databaseUrl === null) {
    yield { kind: 'database-embedded', folder: dataDir };
    return;
  }
  try {
    const database = await openDatabase({ url: databaseUrl, log: silent, enqueue: async () => undefined });
    try {
      const [row] = await database.sql<{ version: string; number: string }[]>`
        select current_setting('server_version') as version, current_setting('server_version_num') as number`;
      const version = row?.version ?? '';
      yield Number(row?.number ?? 0) >= LEAST_VERSION ? { kind: 'database-fine', version } : { kind: 'database-old', version };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    const reason = String(error.context.reason ?? error.code);
    yield error.code === 'database-not-ours' ? { kind: 'database-not-ours', reason } : { kind: 'database-away', reason };
  }
}
