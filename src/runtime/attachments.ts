/** Uploads that a request names: each must be there, and be something that a model can read. */
import type { ArtifactRef } from '../engine/body.ts';
import type { ArtifactId, TenantId } from '../engine/ids.ts';
import { UserError } from '../errors.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import { documentKind } from './input-documents.ts';

const READABLE_FILES = 'text, Markdown, CSV, JSON, code, PDF, PNG, JPEG, GIF and WebP';

export async function attachedFiles(artifacts: Artifacts, tenant: TenantId, ids: readonly ArtifactId[]): Promise<readonly ArtifactRef[]> {
  return await Promise.all(
    ids.map(async (id) => {
      const found = await artifacts.read(tenant, id);
      if (!found) throw new UserError('attachment.not-found', `There is no upload ${id}. Upload the file again and send the request with its new id.`);
      const { ref } = found;
      if (documentKind(ref.name, ref.mediaType) === null) {
        throw new UserError('attachment.not-readable', `${ref.name} (${ref.mediaType}) cannot be read by the agents. What can: ${READABLE_FILES}.`);
      }
      return ref;
    }),
  );
}
