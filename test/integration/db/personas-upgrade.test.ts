/** Rows of a release that kept only a workstream's own persona: those without one get that of their phase. */
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

test('the personas of phases are filled in, as people changed them since', async () => {
  const all = await readMigrations();
  const personas = all.findIndex(({ name }) => name === '0004_personas-of-phases');
  await migrate(fresh.url, all.slice(0, personas));
  const proposed = (persona: string | null) => ({
    kind: 'plan-proposed',
    plan: {
      phases: [
        { id: 'p1', persona },
        { id: 'p2', persona: 'auditor' },
        { id: 'p3', persona: null },
      ],
    },
  });
  const log = [
    { kind: 'requested' },
    proposed('former'),
    { kind: 'phase-changed', phase: 'p1', persona: 'of the former plan', skills: [] },
    proposed('reviewer'),
    { kind: 'phase-changed', phase: 'p2', persona: 'editor', skills: null },
    { kind: 'phase-changed', phase: 'p2', persona: 'lawyer', skills: null },
    { kind: 'phase-changed', phase: 'p2', persona: null, skills: ['careful'] },
  ];
  for (const [index, body] of log.entries())
    await sql`insert into events (tenant, workflow, seq, v, at, body) values ('local', 'w', ${index + 1}, 1, 1, ${sql.json(body)})`;
  for (const [id, phase, persona] of [
    ['1', 'p1', null],
    ['2', 'p1', 'critic'],
    ['3', 'p2', null],
    ['4', 'p3', null],
  ] as const)
    await sql`insert into workstreams (tenant, workflow, id, title, agent, persona, phase, status, attempts, input_tokens, output_tokens, cost_usd)
      values ('local', 'w', ${id}, 't', 'general', ${persona}, ${phase}, 'done', 1, 1, 1, 0.1)`;
  await migrate(fresh.url);
  expect(await sql`select id, persona from workstreams order by id`).toEqual([
    { id: '1', persona: 'reviewer' },
    { id: '2', persona: 'critic' },
    { id: '3', persona: 'lawyer' },
    { id: '4', persona: null },
  ]);
});
