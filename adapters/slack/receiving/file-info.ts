/** What Slack says of a file by its id. */
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import { slackFailure } from '../sending/index.ts';
import type { HandlerDeps } from './handler.ts';
import { messageFiles } from './message-files.ts';
import type { ReceivedFile } from './received.ts';

const toldSchema = z.object({ file: z.unknown() });

/** Null: it is gone, or kept from Baton. Throws where Slack does not answer. */
export async function fileInfo(tenant: TenantId, file: string, { api }: Pick<HandlerDeps, 'api'>): Promise<ReceivedFile | null> {
  try {
    const told = toldSchema.parse(await api.call(tenant, 'files.info', { file }, { priority: 'answer' }));
    return messageFiles([told.file])[0] ?? null;
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind === 'other' || kind === 'not-allowed' || kind === 'missing-scope') return null;
    throw error;
  }
}
