/** Stored content by tenant and id. */
import type { ArtifactRef } from '../src/engine/body.ts';
import { type ArtifactId, artifactId, type TenantId } from '../src/engine/ids.ts';
import type { Artifacts } from '../src/ports/artifacts.ts';
import { APPEND_PARTS } from './append-parts.ts';
import { artifactRow } from './artifact-row.ts';
import type { Connection, Sql } from './connect.ts';
import { storable } from './database-error.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';

export function createArtifacts({ sql }: Connection): Artifacts {
  return {
    read: (tenant, id) => repeatable(() => read(sql, tenant, id)),
    refs: (tenant, ids) => repeatable(() => refs(sql, tenant, ids)),
    store: (tenant, artifact) =>
      repeatable(async () => {
        const text = `with w as (select $1::text as tenant, null::text as id), artifacts_ as (${APPEND_PARTS.artifacts.text(2, 1)}) select 1`;
        await runStatement(sql, { text, params: [storable(tenant), ...APPEND_PARTS.artifacts.params([artifactRow(artifact)])] });
      }),
  };
}

interface RefRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function read(sql: Sql, tenant: TenantId, id: ArtifactId): Promise<{ ref: ArtifactRef; content: Uint8Array } | null> {
  const text = `select id, name, media_type, bytes, sha256, content from artifacts where tenant = $1 and id = $2`;
  const [row] = await runStatement<RefRow & { content: Uint8Array }>(sql, { text, params: [tenant, id] });
  return row ? { ref: refOf(row), content: row.content } : null;
}

async function refs(sql: Sql, tenant: TenantId, ids: readonly ArtifactId[]): Promise<readonly ArtifactRef[]> {
  const text = `select a.id, a.name, a.media_type, a.bytes, a.sha256 from jsonb_array_elements_text($2::jsonb) with ordinality as asked(id, place)
    join artifacts a on a.tenant = $1 and a.id = asked.id order by asked.place`;
  return (await runStatement<RefRow>(sql, { text, params: [tenant, JSON.stringify(ids)] })).map(refOf);
}

function refOf(row: RefRow): ArtifactRef {
  return { id: artifactId(row.id), name: row.name, mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 };
}
