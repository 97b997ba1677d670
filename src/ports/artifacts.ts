/** Stored content, readable whole. */
import type { ArtifactRef } from '../engine/body.ts';
import type { ArtifactId, TenantId } from '../engine/ids.ts';
import type { NewArtifact } from './ledger.ts';

export interface Artifacts {
  /** Null when the tenant has no such artifact. */
  read(tenant: TenantId, id: ArtifactId): Promise<{ readonly ref: ArtifactRef; readonly content: Uint8Array } | null>;
  /** Uploads that no workflow owns yet. */
  store(tenant: TenantId, artifact: NewArtifact): Promise<void>;
}
