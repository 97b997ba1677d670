/** The address of a thread, made after one of the same workspace that Slack has given: no call for each. */
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';

/** `like`: of any message, from `chat.getPermalink`. Null: that is no address to go by. */
export function threadLink(like: string, channel: ChannelId, thread: ThreadId): string | null {
  const known = URL.canParse(like) ? new URL(like) : null;
  const isUsual = known?.protocol === 'https:' && known.pathname.startsWith('/archives/') && /^\d+\.\d+$/u.test(thread) && /^[A-Z0-9]+$/u.test(channel);
  return isUsual ? `${known.origin}/archives/${channel}/p${thread.replace('.', '')}` : null;
}
