/**
 * What one drive has read or made, so that a result goes from one call to the next in memory. Lives as long as the
 * drive; a workflow has at most a handful of results.
 */
import type { ArtifactRef, Body } from '../engine/body.ts';
import type { ArtifactId, TenantId } from '../engine/ids.ts';
import { BatonError } from '../errors.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { NewArtifact } from '../ports/ledger.ts';

export interface DriveMemory {
  keep(artifacts: readonly NewArtifact[]): void;
  content(ref: ArtifactRef): Promise<Uint8Array>;
  text(ref: ArtifactRef): Promise<string>;
  whole(body: Body): Promise<string>;
}

export function createDriveMemory(tenant: TenantId, artifacts: Pick<Artifacts, 'read'>): DriveMemory {
  const contents = new Map<ArtifactId, Uint8Array>();

  async function content(ref: ArtifactRef): Promise<Uint8Array> {
    const known = contents.get(ref.id);
    if (known) return known;
    const found = await artifacts.read(tenant, ref.id);
    if (!found) throw new BatonError('artifact_missing', 'An artifact that the ledger names is not stored.', { context: { artifact: ref.id } });
    contents.set(ref.id, found.content);
    return found.content;
  }

  const text = async (ref: ArtifactRef) => new TextDecoder().decode(await content(ref));

  return {
    keep(made) {
      for (const { ref, content: bytes } of made) contents.set(ref.id, bytes);
    },
    content,
    text,
    whole: async (body) => (body.kind === 'inline' ? body.text : text(body.artifact)),
  };
}
