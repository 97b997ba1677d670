/** What like runs cost, from a real ledger: which runs count as like, and which do not. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { ArtifactRef, Body } from '../../../src/engine/body.ts';
import { artifactId, tenantId } from '../../../src/engine/ids.ts';
import { inputRange } from '../../../src/engine/like-runs.ts';
import { ROLE_MODELS } from '../../../src/engine/model-table.ts';
import { requestTokens } from '../../../src/engine/request-files.ts';
import type { RunKind } from '../../../src/ports/history.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let fresh: FreshDatabase;
let database: Database;
let number = 0;

const KIND: RunKind = { tenant: tenantId('acme'), pattern: 'fan-out', workstreams: 4, input: inputRange(300), model: null, rehearsal: false };

interface Run {
  readonly tenant?: string;
  readonly pattern?: string | null;
  readonly total?: number;
  readonly status?: string;
  readonly cost?: number;
  readonly charged?: number;
  readonly branchOf?: string | null;
  readonly task?: Body;
  readonly inputs?: readonly ArtifactRef[];
  /** Of its workstreams' attempts, by role. */
  readonly models?: readonly (readonly [role: string, model: string])[];
}

const TASK: Body = { kind: 'inline', text: 'Compare the stores.' };
const OWN = [
  ['explore', ROLE_MODELS.explore.model],
  ['general', ROLE_MODELS.general.model],
] as const;
const file = (mediaType: string, bytes: number): ArtifactRef => ({ id: artifactId(`file-${bytes}`), name: 'f', mediaType, bytes, sha256: 'f' });

async function ran({
  tenant = 'acme',
  pattern = 'fan-out',
  total = 4,
  status = 'completed',
  cost = 0.5,
  charged = cost,
  branchOf = null,
  ...more
}: Run): Promise<void> {
  const { task = TASK, inputs = [], models = OWN } = more;
  number += 1;
  const values = [`run-${number}`, tenant, number, status, pattern, cost, charged, total, branchOf];
  await database.sql.unsafe(
    `insert into workflows (id, tenant, number, version, epoch, status, at_rest, surface, channel, thread, requester, task, pattern, cost_usd, charged_usd, done, total, branch_of, created_at, updated_at)
     values ($1, $2, $3, 1, 1, $4, true, 'web', 'general', 't', 'ann', 'task', $5, $6, $7, $8, $8, $9, 0, 0)`,
    values,
  );
  const opened = JSON.stringify({ kind: 'requested', task, inputs });
  await database.sql.unsafe(`insert into events (tenant, workflow, seq, v, at, body) values ($1, $2, 1, 1, 0, $3::text::jsonb)`, [
    tenant,
    `run-${number}`,
    opened,
  ]);
  for (const [index, [role, model]] of [['planning', 'whatever'] as const, ...models].entries()) {
    const subject = role === 'planning' ? 'plan' : `workstream:${index}`;
    await database.sql.unsafe(
      `insert into attempts (tenant, workflow, id, subject, role, try_number, model, status, started_at) values ($1, $2, $3, $4, $5, 1, $6, 'succeeded', 0)`,
      [tenant, `run-${number}`, `a${index}`, subject, role, model],
    );
  }
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

test('counts completed runs of the same tenant, pattern and number of workstreams, newest first', async () => {
  await ran({ cost: 0.1 });
  await ran({ cost: 0.2 });
  await ran({ cost: 0.3 });
  const others: readonly Run[] = [
    { total: 3 },
    { total: 5 },
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

test('counts runs of any number of workstreams for a plan that grows as it runs', async () => {
  const grown = { ...KIND, tenant: tenantId('grown'), pattern: 'supervisor', workstreams: null };
  for (const total of [1, 4, 7]) await ran({ tenant: 'grown', pattern: 'supervisor', total, cost: total });
  await ran({ tenant: 'grown', pattern: 'fan-out', total: 4, cost: 9 });
  expect(await database.history.likeRuns(grown)).toEqual([7, 4, 1]);
});

test('counts runs whose request and files were of the same order of size', async () => {
  const sized = { ...KIND, tenant: tenantId('sizes') };
  const runs: readonly (Pick<Run, 'task' | 'inputs'> & { readonly cost: number })[] = [
    { cost: 1, task: { kind: 'inline', text: 'é'.repeat(1_900) } },
    { cost: 2, inputs: [file('text/plain', 3_960)] },
    { cost: 3, inputs: [file('image/png', 3_000_000)] },
    { cost: 4, inputs: [file('application/pdf', 99_000)] },
    { cost: 5, task: { kind: 'stored', opening: 'x', artifact: file('text/markdown', 40_000) } },
    { cost: 6, inputs: [file('text/plain', 30_000), file('text/plain', 20_000)] },
  ];
  for (const run of runs) await ran({ ...run, tenant: 'sizes' });
  const expected = (below: (tokens: number) => boolean) =>
    runs.filter(({ task = TASK, inputs = [] }) => below(requestTokens({ task, inputs }))).map(({ cost }) => cost);
  for (const tokens of [10, 5_000, 50_000, 500_000]) {
    const input = inputRange(tokens);
    const costs = await database.history.likeRuns({ ...sized, input });
    expect(costs.toReversed()).toEqual(expected((of) => of >= input.from && of < input.below));
  }
  expect(await database.history.likeRuns({ ...sized, input: inputRange(50_000) })).toEqual([6, 5]);
});

test('leaves out runs whose models a person chose, unless the same one was chosen for all now', async () => {
  const tenant = tenantId('models');
  const opus = 'claude-opus-5-5';
  const all = OWN.map(([role]) => [role, opus] as const);
  await ran({ tenant, cost: 1 });
  await ran({ tenant, cost: 2, models: all });
  await ran({ tenant, cost: 3, models: [...OWN.slice(0, 1), ...all.slice(1)] });
  expect(await database.history.likeRuns({ ...KIND, tenant })).toEqual([1]);
  expect(await database.history.likeRuns({ ...KIND, tenant, model: opus })).toEqual([2]);
});

test('looks at the latest runs only', async () => {
  for (let run = 0; run < 205; run += 1) await ran({ tenant: 'busy', cost: run + 1 });
  const costs = await database.history.likeRuns({ ...KIND, tenant: tenantId('busy') });
  expect(costs).toHaveLength(200);
  expect(costs.slice(0, 2)).toEqual([205, 204]);
});
