/** Content goes in as binary parameters, six to an artifact; stored once, under its id. */
import type { NewArtifact } from '../src/ports/ledger.ts';
import { storable } from './database-error.ts';

/** Hangs on a clause `w` that yields `tenant` and `id` (null for an upload that no workflow owns). */
export function artifactsPart(firstParam: number, count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const at = (column: number) => `$${firstParam + row * 6 + column}`;
    return `(${at(0)}::text, ${at(1)}::text, ${at(2)}::text, ${at(3)}::int, ${at(4)}::text, ${at(5)}::bytea)`;
  });
  return `insert into artifacts (tenant, id, workflow, name, media_type, bytes, sha256, content)
    select w.tenant, a.id, w.id, a.name, a.media_type, a.bytes, a.sha256, a.content
    from w, (values ${rows.join(', ')}) as a(id, name, media_type, bytes, sha256, content)
    on conflict (tenant, id) do nothing`;
}

export function artifactParams(artifacts: readonly NewArtifact[]): readonly (string | number | Uint8Array)[] {
  return artifacts.flatMap(({ ref, content }) => [storable(ref.id), storable(ref.name), storable(ref.mediaType), ref.bytes, ref.sha256, Buffer.from(content)]);
}
