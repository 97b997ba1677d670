/** Calls of a release without budgets: each gets the day on which it started, in the time zone of its run. */
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../db/index.ts';
import { readMigrations } from '../../../db/migration-files.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let fresh: FreshDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  fresh = await freshDatabase({ migrated: false });
  sql = postgres(fresh.url, { max: 1, onnotice: () => undefined });
});

afterAll(async () => {
  await sql.end();
  await fresh.drop();
});

test('the days of calls are filled in', async () => {
  const all = await readMigrations();
  const budgets = all.findIndex(({ name }) => name === '0003_budgets');
  await migrate(fresh.url, all.slice(0, budgets));
  const started = Date.UTC(2026, 10, 20, 23, 30);
  for (const [workflow, zone] of [
    ['berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['odd', 'Nowhere/Else'],
  ] as const) {
    const body = JSON.stringify({ kind: 'requested', settings: { time_zone: zone } });
    await sql.unsafe(`insert into events (tenant, workflow, seq, v, at, body) values ('local', '${workflow}', 1, 1, 1, '${body}')`);
    for (const call of ['ended', 'open'])
      await sql.unsafe(
        `insert into attempts (tenant, workflow, id, subject, role, try_number, model, status, started_at) values ('local', '${workflow}', '${call}', 's', 'r', 1, 'm', 'x', ${started})`,
      );
    await sql.unsafe(`insert into usage (tenant, workflow, attempt, subject, role, model, input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, cost_usd, charged_usd, at)
      values ('local', '${workflow}', 'ended', 's', 'r', 'm', 1, 0, 0, 1, 0.1, 0.1, ${started + 86_400_000})`);
    await sql.unsafe(`insert into reservations (tenant, workflow, attempt, usd, at) values ('local', '${workflow}', 'open', 0.1, ${started})`);
  }
  await migrate(fresh.url);
  const days = await sql.unsafe(`select workflow, u.day, r.day as open from usage u join reservations r using (workflow) order by workflow`);
  expect(days.map((row) => ({ ...row }))).toEqual([
    { workflow: 'berlin', day: '2026-11-21', open: '2026-11-21' },
    { workflow: 'odd', day: '2026-11-20', open: '2026-11-20' },
    { workflow: 'utc', day: '2026-11-20', open: '2026-11-20' },
  ]);
});
