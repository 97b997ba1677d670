/** What like runs cost, from a real ledger: which runs count as like, and which do not. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { RunKind } from '../../../src/ports/history.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let fresh: FreshDatabase;
let database: Database;
let number = 0;

const KIND: RunKind = { tenant: tenantId('acme'), pattern: 'fan-out', workstreams: 4, rehearsal: false };

interface Run {
  readonly tenant?: string;
  readonly pattern?: string | null;
  readonly total?: number;
  readonly status?: string;
  readonly cost?: number;
  readonly charged?: number;
  readonly branchOf?: string | null;
}

async function ran({ tenant = 'acme', pattern = 'fan-out', total = 4, status = 'completed', cost = 0.5, charged = cost, branchOf = null }: Run): Promise<void> {
  number += 1;
  const values = [`run-${number}`, tenant, number, status, pattern, cost, charged, total, branchOf];
  await database.sql.unsafe(
    `insert into workflows (id, tenant, number, version, epoch, status, at_rest, surface, channel, thread, requester, task, pattern, cost_usd, charged_usd, done, total, branch_of, created_at, updated_at)
     values ($1, $2, $3, 1, 1, $4, true, 'web', 'general', 't', 'ann', 'task', $5, $6, $7, $8, $8, $9, 0, 0)`,
    values,
  );
  await database.sql.unsafe(`insert into tenants (id, last_number) values ($1, $2) on conflict (id) do update set last_number = $2`, [tenant, number]);
}

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

test('nobody’s runs are like the first one', async () => {
  expect(await database.history.likeRuns({ ...KIND, tenant: tenantId('nobody') })).toEqual([]);
});

test('counts completed runs of the same tenant, pattern and about the same size, newest first', async () => {
  await ran({ cost: 0.1 });
  await ran({ cost: 0.2, total: 3 });
  await ran({ cost: 0.3, total: 5 });
  const others: readonly Run[] = [
    { total: 2 },
    { total: 6 },
    { pattern: 'pipeline' },
    { pattern: null },
    { tenant: 'other' },
    { status: 'partial' },
    { status: 'running' },
    { status: 'cancelled' },
    { branchOf: 'run-1' },
    { cost: 0.4, charged: 0 },
  ];
  for (const other of others) await ran(other);
  expect(await database.history.likeRuns(KIND)).toEqual([0.3, 0.2, 0.1]);
  expect(await database.history.likeRuns({ ...KIND, rehearsal: true })).toEqual([0.4]);
});

test('looks at the latest runs only', async () => {
  for (let run = 0; run < 205; run += 1) await ran({ tenant: 'busy', cost: run + 1 });
  const costs = await database.history.likeRuns({ ...KIND, tenant: tenantId('busy') });
  expect(costs).toHaveLength(200);
  expect(costs.slice(0, 2)).toEqual([205, 204]);
});
