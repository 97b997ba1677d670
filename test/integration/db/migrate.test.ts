/** Migrations: fresh, again, as an upgrade, by several processes at once, and refused when the database is newer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../db/index.ts';
import { readMigrations } from '../../../db/migration-files.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

let database: FreshDatabase;
let sql: postgres.Sql;

beforeEach(async () => {
  database = await freshDatabase({ migrated: false });
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
});

afterEach(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

const tables = async () =>
  (await sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`).map((row) => row.name);
const applied = async () => (await sql<{ name: string }[]>`select name from baton_migrations where name <> '' order by name`).map((row) => row.name);

describe('migrate', () => {
  test('makes every table in a fresh database, and changes nothing when run again', async () => {
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(await migrate(database.url)).toEqual(names);
    expect(await tables()).toEqual([
      'artifacts',
      'attempts',
      'baton_migrations',
      'budgets',
      'decisions',
      'deliveries',
      'events',
      'handoffs',
      'inbox',
      'installations',
      'messages',
      'reservations',
      'sent_messages',
      'settings',
      'tenants',
      'threads',
      'usage',
      'usage_totals',
      'workflows',
      'workstreams',
    ]);
    expect(await migrate(database.url)).toEqual([]);
    expect(await applied()).toEqual(names);
  });

  test('upgrades from each earlier migration and keeps the rows', async () => {
    const all = await readMigrations();
    await migrate(database.url, all.slice(0, 1));
    await sql`insert into tenants (id, last_number) values ('local', 41)`;
    expect(await migrate(database.url, all)).toEqual(all.slice(1).map((migration) => migration.name));
    expect(await sql`select id, last_number from tenants`).toEqual([{ id: 'local', last_number: 41 }]);
  });

  test('leaves nothing of a migration that fails', async () => {
    const all = await readMigrations();
    const broken = { name: '9999_broken', hash: 'x', statements: ['create table half_done (id int)', 'select no_such_function()'] };
    await expect(migrate(database.url, [...all, broken])).rejects.toMatchObject({ code: 'database-error' });
    expect(await tables()).toEqual(['baton_migrations']);
    expect(await applied()).toEqual([]);
  });

  test('refuses a database that a newer Baton has migrated, and names what it does not know', async () => {
    await migrate(database.url);
    await sql`insert into baton_migrations (name, hash) values ('0999_from_tomorrow', 'x')`;
    await expect(migrate(database.url)).rejects.toMatchObject({ code: 'database-newer-than-code', message: expect.stringContaining('0999_from_tomorrow') });
  });

  test('refuses when an applied migration reads differently', async () => {
    const all = await readMigrations();
    await migrate(database.url, all);
    const edited = all.map((migration, index) => (index === 0 ? { ...migration, hash: 'edited' } : migration));
    await expect(migrate(database.url, edited)).rejects.toMatchObject({ code: 'migration-changed', message: expect.stringContaining('0000_foundation') });
  });

  test('three processes at once: each ends well, and each migration is applied once', async () => {
    const codes = await Promise.all([migrateInProcess(), migrateInProcess(), migrateInProcess()]);
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(await applied()).toEqual(names);
    expect(codes.flatMap(({ did }) => did).toSorted()).toEqual(names);
  });
});

async function migrateInProcess(): Promise<{ code: number | null; did: string[] }> {
  const module = new URL('../../../db/index.ts', import.meta.url).href;
  const script = `import { migrate } from ${JSON.stringify(module)}; console.log(JSON.stringify(await migrate(${JSON.stringify(database.url)})));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, did: out === '' ? [] : (JSON.parse(out) as string[]) };
}
