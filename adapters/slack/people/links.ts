/** Addresses of threads, all made after the one that Slack gives for any message of the workspace. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { threadLink } from '../home/thread-link.ts';
import type { SlackApi } from '../sending/api.ts';
import { LOOKING_UP } from './looking-up.ts';

/** Null: not known now. Never throws. */
export type ThreadLinks = (tenant: TenantId, channel: ChannelId, thread: ThreadId) => Promise<string | null>;

const permalinkSchema = z.object({ permalink: z.string() });

export function createThreadLinks(api: () => SlackApi, log: Logger): ThreadLinks {
  const like = new Map<TenantId, string>();
  return async (tenant, channel, thread) => {
    const known = like.get(tenant);
    if (known !== undefined) return threadLink(known, channel, thread);
    try {
      const { permalink } = permalinkSchema.parse(await api().call(tenant, 'chat.getPermalink', { channel, message_ts: thread }, LOOKING_UP));
      like.set(tenant, permalink);
      return threadLink(permalink, channel, thread);
    } catch (error) {
      log.debug({ err: error }, 'the address of a thread is not known');
      return null;
    }
  };
}
