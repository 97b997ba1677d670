/** Takes uploaded files: checks each by name, size and kind, and stores it as an artifact that a command can name. */
import { createHash } from 'node:crypto';
import { notTakenLine } from '../../../src/cards/file-words.ts';
import type { ArtifactRef } from '../../../src/engine/body.ts';
import { artifactId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { acceptedType } from '../../../src/files/accepted-type.ts';
import { MAX_FILE_BYTES, MAX_FILES } from '../../../src/files/limits.ts';
import { safeName } from '../../../src/files/safe-name.ts';
import type { WebDeps } from '../deps.ts';
import { badInput, Problem } from '../problem.ts';

/** All or nothing: one file that is refused refuses the request, by name. */
export async function receiveFiles(deps: Pick<WebDeps, 'artifacts' | 'ids'>, found: readonly unknown[]): Promise<readonly ArtifactRef[]> {
  // An empty file field of a form arrives as a nameless file of no bytes.
  const files = found.filter((value) => value instanceof File).filter((file) => file.size > 0 || file.name !== '');
  if (files.length > MAX_FILES) throw badInput(`At most ${MAX_FILES} files at once; these are ${files.length}.`);
  const read = await Promise.all(files.map(readOne));
  const taken = read.map(({ name, mediaType, content }) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { ref: { id: artifactId(deps.ids.next()), name, mediaType, bytes: content.length, sha256 }, content };
  });
  for (const artifact of taken) await deps.artifacts.store(LOCAL_TENANT, artifact);
  return taken.map(({ ref }) => ref);
}

async function readOne(file: File): Promise<{ name: string; mediaType: string; content: Uint8Array }> {
  const name = safeName(file.name);
  if (file.size > MAX_FILE_BYTES) throw new Problem(413, 'too-large', `${name} has ${file.size} bytes; a file may have ${MAX_FILE_BYTES}.`);
  if (file.size === 0) throw new Problem(415, 'file-not-taken', `${name} is empty.`);
  const content = new Uint8Array(await file.arrayBuffer());
  const type = acceptedType(name, content);
  if (type.kind === 'refused') throw new Problem(415, 'file-not-taken', notTakenLine(name, type.why));
  return { name, mediaType: type.mediaType, content };
}
