/** One artifact as the values of its row. */
import type { NewArtifact } from '../src/ports/ledger.ts';

export function artifactRow({ ref, content }: NewArtifact) {
  return { id: ref.id, name: ref.name, media_type: ref.mediaType, bytes: ref.bytes, sha256: ref.sha256, content };
}
