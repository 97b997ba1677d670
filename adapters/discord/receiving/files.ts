/** Files that people attach: fetched from Discord's own hosts and nowhere else, without the token, which they do not need. */
import { FILE_WORDS } from '../../../src/cards/file-words.ts';
import * as chat from '../../../src/chat/receiving/take-files.ts';
import type { ArtifactId, TenantId } from '../../../src/engine/ids.ts';
import { BatonError, UserError } from '../../../src/errors.ts';
import { MAX_FILE_BYTES } from '../../../src/files/limits.ts';
import { safeName } from '../../../src/files/safe-name.ts';
import { isDiscords } from './discord-address.ts';
import type { HandlerDeps } from './handler.ts';
import type { ReceivedFile } from './received.ts';

type TakeDeps = Pick<HandlerDeps, 'apiUrl' | 'artifacts' | 'fileTurn' | 'ids'>;

/** Throws UserError. */
export async function takeFiles(tenant: TenantId, files: readonly ReceivedFile[], deps: TakeDeps): Promise<readonly ArtifactId[]> {
  const given = files.map((file) => async () => ({ name: file.name, fetch: (name: string, most: number) => fetchFile(file, name, most, deps) }));
  return await chat.takeFiles(tenant, given, deps);
}

/** Of one whose text takes a field's place. Throws UserError. */
export async function textOfFile(file: ReceivedFile | undefined, deps: TakeDeps): Promise<string> {
  if (file === undefined) throw new UserError('file.kept-back', FILE_WORDS.keptBack(null, 'Discord'));
  const name = safeName(file.name);
  return await deps.fileTurn(async () => chat.textInside(name, await fetchFile(file, name, MAX_FILE_BYTES, deps)));
}

const PATIENCE_MS = 30_000;

/** Within `most` bytes, whatever Discord says that its size is. */
export async function fetchFile(
  { url, size }: Pick<ReceivedFile, 'url' | 'size'>,
  name: string,
  most: number,
  { apiUrl }: Pick<HandlerDeps, 'apiUrl'>,
): Promise<Uint8Array> {
  if ((size ?? 0) > most) throw new UserError('file.too-large', FILE_WORDS.tooLarge(name, size ?? 0, most));
  if (!isDiscords(url, apiUrl)) throw new UserError('file.elsewhere', FILE_WORDS.elsewhere(name, 'Discord'));
  const response = await answerFor(url);
  if (!response.ok) {
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 429) throw later();
    throw new UserError('file.kept-back', FILE_WORDS.keptBack(name, 'Discord'));
  }
  const content = await chat.bytesOf(response, most);
  if (content === null) throw new UserError('file.too-large', FILE_WORDS.tooLarge(name, null, most));
  if (content.length === 0) throw new UserError('file.empty', FILE_WORDS.empty(name));
  return content;
}

async function answerFor(url: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw later(error);
  }
}

function later(cause?: unknown): BatonError {
  return new BatonError('discord-file-later', 'Discord does not give a file at the moment.', { cause });
}
