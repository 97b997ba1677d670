/** The files of a mention. Slack tells of a message as a mention too, at times without its files: then the message itself is asked. */
import { z } from 'zod';
import { slackFailure } from '../sending/index.ts';
import type { HandlerDeps, JobOf } from './handler.ts';
import { messageFiles } from './message-files.ts';
import type { ReceivedFile } from './received.ts';

const foundSchema = z.object({ messages: z.array(z.object({ ts: z.string(), files: z.unknown().optional() })) });

export async function filesOfMention({ tenant, body }: JobOf<'mention'>, { api, log }: Pick<HandlerDeps, 'api' | 'log'>): Promise<readonly ReceivedFile[]> {
  const { channel, ts, thread, files, filesUnsaid = false } = body;
  if (!filesUnsaid) return files;
  // The thread's root comes along, whatever is asked for.
  const alone = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
  try {
    const found = foundSchema.parse(await api.call(tenant, 'conversations.replies', { channel, ts: thread ?? ts, ...alone }, { priority: 'answer' }));
    return messageFiles(found.messages.find((message) => message.ts === ts)?.files);
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind === undefined || !UNREADABLE.has(kind)) throw error;
    log.warn({ err: error }, 'a mention could not be read again: files on it, if there are any, are not seen');
    return files;
  }
}

const UNREADABLE: ReadonlySet<string> = new Set(['missing-scope', 'thread-gone', 'message-gone', 'channel-gone', 'not-in-channel', 'not-allowed']);
