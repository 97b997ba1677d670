/**
 * Brings the schema up to this code, at every start. One row is the lock (CockroachDB has no advisory locks), so
 * several processes may start at once: one migrates, the others wait and find it done.
 */
import postgres from 'postgres';
import { UserError } from '../src/errors.ts';
import { guarded } from './database-error.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import { untilLost } from './transact.ts';

/**
 * All that is missing is applied in one transaction, or nothing. Throws a UserError `database-newer-than-code` when the
 * database has migrations that this code does not, and `migration-changed` when an applied one reads differently here.
 */
export async function migrate(url: string, migrations?: readonly Migration[]): Promise<readonly string[]> {
  const wanted = migrations ?? (await readMigrations());
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    connect_timeout: 10,
    connection: { application_name: 'baton migrations' },
    onnotice: () => undefined,
  });
  try {
    return await guarded(async () => {
      await prepareLock(sql);
      return await untilLost<readonly string[], postgres.TransactionSql>(
        async (work) => await sql.begin(work),
        (transaction) => applyMissing(transaction, wanted),
      );
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** `if not exists` still collides when two run it at the same moment; the one that lost looks again. */
async function prepareLock(sql: postgres.Sql, triesLeft = 5): Promise<void> {
  try {
    await sql`create table if not exists baton_migrations (name text primary key, hash text, applied_at timestamptz not null default now())`;
    await sql`insert into baton_migrations (name) values (${LOCK}) on conflict do nothing`;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && COLLISIONS.has(error.code)) || triesLeft === 0) throw error;
    await prepareLock(sql, triesLeft - 1);
  }
}

/** The row that is locked. It sorts before every migration's name. */
const LOCK = '';

/** unique_violation, duplicate_table, duplicate_object, and CockroachDB's request to try again. */
const COLLISIONS: ReadonlySet<string> = new Set(['23505', '42P07', '42710', '40001']);

async function applyMissing(sql: postgres.TransactionSql, wanted: readonly Migration[]): Promise<readonly string[]> {
  await sql`select name from baton_migrations where name = ${LOCK} for update`;
  const rows = await sql<{ name: string; hash: string }[]>`select name, hash from baton_migrations where name <> ${LOCK} order by name`;
  const applied = new Map(rows.map((row) => [row.name, row.hash]));
  refuseNewer([...applied.keys()], wanted);
  refuseChanged(applied, wanted);
  const missing = wanted.filter((migration) => !applied.has(migration.name));
  for (const migration of missing) {
    for (const statement of migration.statements) await sql.unsafe(statement);
    await sql`insert into baton_migrations (name, hash) values (${migration.name}, ${migration.hash})`;
  }
  return missing.map((migration) => migration.name);
}

function refuseNewer(applied: readonly string[], wanted: readonly Migration[]): void {
  const unknown = applied.filter((name) => !wanted.some((migration) => migration.name === name));
  const [first] = unknown;
  if (first === undefined) return;
  throw new UserError(
    'database-newer-than-code',
    `The database was migrated by a newer Baton (it has ${unknown.join(', ')}). Start that version or a later one, or restore a backup from before it.`,
    {
      context: { unknown: unknown.join(', ') },
    },
  );
}

function refuseChanged(applied: ReadonlyMap<string, string>, wanted: readonly Migration[]): void {
  const changed = wanted.find((migration) => applied.has(migration.name) && applied.get(migration.name) !== migration.hash);
  if (!changed) return;
  throw new UserError(
    'migration-changed',
    `Migration ${changed.name} is not the one that this database was made with. Migrations go forward only: put the file back and add a new one.`,
    {
      context: { migration: changed.name },
    },
  );
}
