/** Installations: one row per workspace. A removed one keeps its row, so that it is known since when, and loses its secret. */
import type { TenantId } from '../src/engine/ids.ts';
import type { Installation, Installations } from '../src/ports/installations.ts';
import type { Connection } from './connect.ts';
import { guarded, storable } from './database-error.ts';
import { DATABASE_NOW } from './database-now.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';
import type { Statement } from './statement-part.ts';
import { transact } from './transact.ts';

export function createInstallations({ sql, orm }: Connection): Installations {
  return {
    find: (surface, tenant) => repeatable(async () => (await runStatement<Installation>(sql, oneOf(surface, tenant)))[0] ?? null),
    keep: (installation) =>
      repeatable(async () => {
        await runStatement(sql, keeping(installation));
      }),
    remove: (surface, tenant) =>
      repeatable(async () => {
        await runStatement(sql, { text: REMOVE, params: [storable(surface), storable(tenant)] });
      }),
    all: (surface) => repeatable(() => runStatement<Installation>(sql, { text: ALL, params: [storable(surface)] })),
    change: (surface, tenant, work) =>
      guarded(() =>
        transact(orm, async ({ run }) => {
          const { text, params } = oneOf(surface, tenant);
          // The row is the lock (CockroachDB has no advisory ones): the others wait, and then read what this one has kept.
          const [now] = await run<Installation>({ text: `${text} for update`, params });
          if (!now) return null;
          const next = await work(now);
          if (next) await run(keeping(next));
          return next ?? now;
        }),
      ),
  };
}

const SHOWN = 'select surface, tenant, secret, about from installations where surface = $1';
const ALL = `${SHOWN} and removed_at is null order by installed_at, tenant`;

function oneOf(surface: string, tenant: TenantId): Statement {
  return { text: `${SHOWN} and tenant = $2 and removed_at is null`, params: [storable(surface), storable(tenant)] };
}

const KEEP = `insert into installations (surface, tenant, secret, about) values ($1, $2, $3, $4::jsonb)
  on conflict (surface, tenant) do update set secret = excluded.secret, about = excluded.about, removed_at = null,
    installed_at = case when installations.removed_at is null then installations.installed_at else ${DATABASE_NOW} end`;

function keeping({ surface, tenant, secret, about }: Installation): Statement {
  return { text: KEEP, params: [storable(surface), storable(tenant), storable(secret), JSON.stringify(about)] };
}

const REMOVE = `update installations set secret = '', removed_at = ${DATABASE_NOW} where surface = $1 and tenant = $2 and removed_at is null`;
