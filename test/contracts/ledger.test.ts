/** The ledger contract, run against the fake and the real one. */
import { pino } from 'pino';
import { openDatabase } from '../../db/index.ts';
import { createMemoryLedger } from '../fakes/memory-ledger.ts';
import { freshDatabase } from '../postgres.ts';
import { ledgerContract } from './ledger-contract.ts';

ledgerContract('in memory', async (wake) => ({ ...createMemoryLedger(wake), close: async () => undefined }));

ledgerContract('on Postgres', async (wake) => {
  const fresh = await freshDatabase();
  const database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: (_, workflow) => wake(workflow) });
  return {
    ...database,
    async close() {
      await database.close();
      await fresh.drop();
    },
  };
});
