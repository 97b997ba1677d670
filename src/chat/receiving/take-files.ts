/** Files that people attach become input: within the limits that every upload has, and stored before anything names them. */
import { createHash } from 'node:crypto';
import { FILE_WORDS, notTakenLine } from '../../cards/file-words.ts';
import type { ArtifactRef } from '../../engine/body.ts';
import { type ArtifactId, artifactId, type TenantId } from '../../engine/ids.ts';
import { UserError } from '../../errors.ts';
import { acceptedType } from '../../files/accepted-type.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_UPLOAD_BYTES } from '../../files/limits.ts';
import { safeName } from '../../files/safe-name.ts';
import type { Artifacts } from '../../ports/artifacts.ts';
import type { Ids } from '../../ports/ids.ts';
import type { FileTurn } from './file-turns.ts';

/** Some platforms say what a file is only when they are asked. Throws UserError when it cannot be had. */
export type GivenFile = () => Promise<FoundFile>;

export interface FoundFile {
  readonly name: string;
  /** Its content, of at most so many bytes. `name`: as people may read it. Throws UserError when it cannot be had. */
  readonly fetch: (name: string, most: number) => Promise<Uint8Array>;
}

export interface TakeFilesDeps {
  readonly artifacts: Pick<Artifacts, 'store'>;
  readonly fileTurn: FileTurn;
  readonly ids: Ids;
}

/** All or none: one that cannot be taken refuses the message, by name. Throws UserError. */
export async function takeFiles(tenant: TenantId, files: readonly GivenFile[], deps: TakeFilesDeps): Promise<readonly ArtifactId[]> {
  if (files.length > MAX_FILES) throw new UserError('file.too-many', FILE_WORDS.tooMany(MAX_FILES, files.length));
  let room = MAX_UPLOAD_BYTES;
  const taken: ArtifactId[] = [];
  for (const given of files) {
    const file = await given();
    const { id, bytes } = await deps.fileTurn(() => takeFile(tenant, file, room, deps));
    room -= bytes;
    taken.push(id);
  }
  return taken;
}

async function takeFile(tenant: TenantId, file: FoundFile, room: number, { artifacts, ids }: TakeFilesDeps): Promise<ArtifactRef> {
  const name = safeName(file.name);
  const content = await file.fetch(name, Math.min(MAX_FILE_BYTES, room));
  const type = acceptedType(name, content);
  if (type.kind === 'refused') throw new UserError('file.not-taken', notTakenLine(name, type.why));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const ref = { id: artifactId(ids.next()), name, mediaType: type.mediaType, bytes: content.length, sha256 };
  await artifacts.store(tenant, { ref, content });
  return ref;
}

/** Of a file whose text takes a field's place. Throws UserError. */
export function textInside(name: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new UserError('file.not-text', FILE_WORDS.notText(name));
  }
}

/** Of an answer of HTTP; null: more than `most`. */
export async function bytesOf(response: Response, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
