/** Stored content, readable whole. */
import type { ArtifactRef } from '../engine/body.ts';
import type { ArtifactId, TenantId } from '../engine/ids.ts';
import type { NewArtifact } from './ledger.ts';

export interface Artifacts {
  /** Null when the tenant has no such artifact. */
  read(tenant: TenantId, id: ArtifactId): Promise<{ readonly ref: ArtifactRef; readonly content: Uint8Array } | null>;
  /** Without their content, in the order asked for; those that the tenant does not have are left out. */
  refs(tenant: TenantId, ids: readonly ArtifactId[]): Promise<readonly ArtifactRef[]>;
  /** Uploads that no workflow owns yet. */
  store(tenant: TenantId, artifact: NewArtifact): Promise<void>;
}
