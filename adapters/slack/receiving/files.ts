/**
 * Files on a message become input: fetched with Baton's token from Slack's own hosts and nowhere else, within the limits that
 * every upload has, and stored before anything names them.
 */
import { FILE_WORDS } from '../../../src/cards/file-words.ts';
import * as chat from '../../../src/chat/receiving/take-files.ts';
import type { ArtifactId } from '../../../src/engine/ids.ts';
import { BatonError, UserError } from '../../../src/errors.ts';
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
  const given = files.map((listed) => async () => {
    // Of a file from another workspace, in a shared channel, a message gives the id alone.
    const file = listed.url === null ? await fileInfo(tenant, listed.id, deps) : listed;
    if (file === null) throw new UserError('file.kept-back', FILE_WORDS.keptBack(safeName(listed.name), 'Slack'));
    return { name: file.name, fetch: (name: string, most: number) => fetchFile(file, name, most, team, deps) };
  });
  return await chat.takeFiles(tenant, given, deps);
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
  if (file.url === null || !isSlacks(file.url, apiUrl)) throw new UserError('file.elsewhere', FILE_WORDS.elsewhere(name, 'Slack'));
  const response = await answerFor(file.url, team.botToken);
  const type = response.headers.get('content-type') ?? '';
  // Without the scope Slack sends the page of its login.
  if (!response.ok || (type.startsWith('text/html') && !/\.html?$/iu.test(name))) {
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 429) throw new BatonError('slack-file-later', 'Slack does not give a file at the moment.');
    throw new UserError('file.kept-back', FILE_WORDS.keptBack(name, 'Slack'));
  }
  const content = await chat.bytesOf(response, most);
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
