/** Uploads that a request names: each must be there and be something that a model can read, and together they must fit into one call. */
import type { ArtifactRef } from '../engine/body.ts';
import type { ArtifactId, TenantId } from '../engine/ids.ts';
import { UserError } from '../errors.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import { documentKind } from './input-documents.ts';

const READABLE_FILES = 'text, Markdown, CSV, JSON, code, PDF, PNG, JPEG, GIF and WebP';
/** The Messages API takes 32 MB a request, and files travel as base64, a third longer; room is left for the rest of the prompt. */
const MAX_TOGETHER_BYTES = 20 * 1024 * 1024;

export async function attachedFiles(artifacts: Pick<Artifacts, 'refs'>, tenant: TenantId, ids: readonly ArtifactId[]): Promise<readonly ArtifactRef[]> {
  if (ids.length === 0) return [];
  const refs = await artifacts.refs(tenant, ids);
  const lost = ids.find((id) => !refs.some((ref) => ref.id === id));
  if (lost) throw new UserError('attachment.not-found', `There is no upload ${lost}. Upload the file again and send the request with its new id.`);
  const unreadable = refs.find(({ name, mediaType }) => documentKind(name, mediaType) === null);
  if (unreadable) {
    throw new UserError('attachment.not-readable', `${unreadable.name} (${unreadable.mediaType}) cannot be read by the agents. What can: ${READABLE_FILES}.`);
  }
  const together = refs.reduce((sum, { bytes }) => sum + bytes, 0);
  if (together > MAX_TOGETHER_BYTES) {
    throw new UserError(
      'attachment.too-large',
      `These files have ${together} bytes; a request may bring ${MAX_TOGETHER_BYTES}, which is what one model call takes. Leave some out, or shorten them.`,
    );
  }
  return refs;
}
