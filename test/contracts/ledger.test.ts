/** The ledger contract, run against the fake and the real one. */
import { pino } from 'pino';
import { openDatabase } from '../../db/index.ts';
import type { WorkflowId } from '../../src/engine/ids.ts';
import { createMemoryLedger } from '../fakes/memory-ledger.ts';
import { freshDatabase } from '../postgres.ts';
import { type LedgerUnderTest, ledgerContract } from './ledger-contract.ts';
import { runnableContract } from './runnable-contract.ts';

type Wake = (workflow: WorkflowId) => Promise<void>;

const inMemory = async (wake: Wake): Promise<LedgerUnderTest> => ({ ...createMemoryLedger(wake), close: async () => undefined });

async function onPostgres(wake: Wake): Promise<LedgerUnderTest> {
  const fresh = await freshDatabase();
  const database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: (_, workflow) => wake(workflow) });
  return {
    ...database,
    async close() {
      await database.close();
      await fresh.drop();
    },
  };
}

for (const contract of [ledgerContract, runnableContract]) {
  contract('in memory', inMemory);
  contract('on Postgres', onPostgres);
}
