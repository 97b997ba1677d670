/** A call that the same batch starts and stops was never sent: in no table does it cost anything, and no budget holds room for it. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { Input } from '../../../src/engine/input.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { DEFAULT_SETTINGS } from '../../../src/engine/settings.ts';
import { decideAll } from '../../../src/runtime/step.ts';
import { driver, opening } from '../../contracts/driven-workflow.ts';
import { ANN, by } from '../../engine/scenario.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

test('an approval and a cancel in one batch cost nothing', async () => {
  const { workflow } = await database.ledger.open(opening({ request: { settings: { ...DEFAULT_SETTINGS, workspace_day_budget_usd: 50 } } }));
  const drives = await driver(database.ledger, workflow);
  await drives.feed({ kind: 'driver-took-over' });
  const [approval] = openDecisions(drives.state());
  if (!approval) throw new Error('Nobody was asked.');
  const approve: Input = { kind: 'answer', decision: approval.id, option: 'approve', actor: by(ANN), text: null, supplied: null };
  const cancel: Input = { kind: 'override', actor: by(ANN), change: { kind: 'cancel' } };
  const { recorded, after } = decideAll(
    drives.state(),
    [approve, cancel].map((input) => ({ input, id: null, artifacts: [] })),
    drives.state().updatedAt + 1,
    true,
  );
  expect(await database.ledger.append({ ...drives.batch(cancel), recorded, after })).toEqual({ kind: 'appended' });
  const usage = await database.sql`select cost_usd, charged_usd, booked_tokens from usage where workflow = ${workflow}`;
  expect(usage.map((row) => ({ ...row }))).toEqual(Array.from({ length: 2 }, () => ({ cost_usd: 0, charged_usd: 0, booked_tokens: 0 })));
  const budgets = await database.sql`select spent_usd, reserved_usd, spent_tokens, reserved_tokens from budgets`;
  for (const row of budgets) expect({ ...row }).toEqual({ spent_usd: 0, reserved_usd: 0, spent_tokens: 0, reserved_tokens: 0 });
  expect(budgets.length).toBeGreaterThan(0);
});
