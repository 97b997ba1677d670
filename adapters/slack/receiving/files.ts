/**
 * Files on a message become input: fetched with Baton's token from Slack's own hosts and nowhere else, within the limits that
 * every upload has, and stored before anything names them.
 */
import { createHash } from 'node:crypto';
import { FILE_WORDS } from '../../../src/cards/file-words.ts';
import type { ArtifactRef } from '../../../src/engine/body.ts';
import { type ArtifactId, artifactId } from '../../../src/engine/ids.ts';
import { BatonError, UserError } from '../../../src/errors.ts';
import { acceptedType } from '../../../src/files/accepted-type.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_UPLOAD_BYTES } from '../../../src/files/limits.ts';
import { safeName } from '../../../src/files/safe-name.ts';
import type { TeamToken } from '../install/tokens.ts';
import { fileInfo } from './file-info.ts';
import type { HandlerDeps } from './handler.ts';
import type { ReceivedFile } from './received.ts';
import { isSlacks } from './slack-address.ts';
import type { Job } from './work.ts';

type ForTeam = Pick<Job, 'tenant'> & { readonly team: Pick<TeamToken, 'botToken'> };
type TakeDeps = Pick<HandlerDeps, 'api' | 'apiUrl' | 'artifacts' | 'fileTurn' | 'ids'>;

/** All or none: one that cannot be taken refuses the message, by name. Throws UserError. */
export async function takeFiles({ tenant, team }: ForTeam, files: readonly ReceivedFile[], deps: TakeDeps): Promise<readonly ArtifactId[]> {
  if (files.length > MAX_FILES) throw new UserError('file.too-many', FILE_WORDS.tooMany(MAX_FILES, files.length));
  let room = MAX_UPLOAD_BYTES;
  const taken: ArtifactId[] = [];
  for (const listed of files) {
    // Of a file from another workspace, in a shared channel, a message gives the id alone.
    const file = listed.url === null ? await fileInfo(tenant, listed.id, deps) : listed;
    if (file === null) throw new UserError('file.kept-back', FILE_WORDS.keptBack(safeName(listed.name)));
    const { id, bytes } = await deps.fileTurn(() => takeFile({ tenant, team }, file, room, deps));
    room -= bytes;
    taken.push(id);
  }
  return taken;
}

async function takeFile({ tenant, team }: ForTeam, file: ReceivedFile, room: number, deps: TakeDeps): Promise<ArtifactRef> {
  const name = safeName(file.name);
  const content = await fetchFile(file, name, Math.min(MAX_FILE_BYTES, room), team, deps);
  const type = acceptedType(name, content);
  if (type.kind === 'refused') throw new UserError('file.not-taken', `${name} ${type.reason}.`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const ref = { id: artifactId(deps.ids.next()), name, mediaType: type.mediaType, bytes: content.length, sha256 };
  await deps.artifacts.store(tenant, { ref, content });
  return ref;
}

const PATIENCE_MS = 30_000;

/** Within `most` bytes, whatever Slack says that its size is. */
export async function fetchFile(
  file: Pick<ReceivedFile, 'url' | 'size'>,
  name: string,
  most: number,
  team: Pick<TeamToken, 'botToken'>,
  { apiUrl }: Pick<HandlerDeps, 'apiUrl'>,
): Promise<Uint8Array> {
  if ((file.size ?? 0) > most) throw new UserError('file.too-large', FILE_WORDS.tooLarge(name, file.size ?? 0, most));
  if (file.url === null || !isSlacks(file.url, apiUrl)) throw new UserError('file.elsewhere', FILE_WORDS.elsewhere(name));
  const response = await answerFor(file.url, team.botToken);
  const type = response.headers.get('content-type') ?? '';
  // Without the scope Slack sends the page of its login.
  if (!response.ok || (type.startsWith('text/html') && !/\.html?$/iu.test(name))) {
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 429) throw new BatonError('slack-file-later', 'Slack does not give a file at the moment.');
    throw new UserError('file.kept-back', FILE_WORDS.keptBack(name));
  }
  const content = await bytesOf(response, most);
  if (content === null) throw new UserError('file.too-large', FILE_WORDS.tooLarge(name, null, most));
  if (content.length === 0) throw new UserError('file.empty', FILE_WORDS.empty(name));
  return content;
}

async function answerFor(url: string, token: string): Promise<Response> {
  try {
    // A redirect could take the token somewhere else.
    return await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new BatonError('slack-file-later', 'Slack does not give a file at the moment.', { cause: error });
  }
}

/** Null: more than `most`. */
async function bytesOf(response: Response, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
