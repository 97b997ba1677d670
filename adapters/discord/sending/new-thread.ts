/** Begins a thread from a message, once: whoever comes second finds it there. Such a thread has the message's id. */
import { z } from 'zod';
import { NEW_THREAD_NAME } from '../../../src/cards/thread-link.ts';
import { chatFailure } from '../../../src/chat/sending/chat-failure.ts';
import { type ChannelId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { DiscordApi } from './api.ts';
import { discordFailure } from './discord-error.ts';

/** A week, the longest there is: then a thread without news is put away, and opened again by the next message. */
const ARCHIVED_AFTER_MINUTES = 10_080;

const threadSchema = z.object({ id: z.string() });

export async function beginThread(api: DiscordApi, channel: ChannelId, message: string, name: string, tries = 2): Promise<ThreadId> {
  const body = { name, auto_archive_duration: ARCHIVED_AFTER_MINUTES };
  try {
    return threadId(threadSchema.parse(await api.call('POST', `/channels/${channel}/messages/${message}/threads`, { body, priority: 'decision' })).id);
  } catch (error) {
    if (discordFailure(error)?.kind === 'thread-exists') return threadId(message);
    // The guild's filter takes no offence at our own words.
    if (discordFailure(error)?.kind === 'refused-form' && name !== NEW_THREAD_NAME) return await beginThread(api, channel, message, NEW_THREAD_NAME, tries);
    if (chatFailure(error)?.kind === 'unknown-outcome' && tries > 1) return await beginThread(api, channel, message, name, tries - 1);
    throw error;
  }
}
