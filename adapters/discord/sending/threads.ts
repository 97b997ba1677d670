/** The threads of runs in Discord: begun with a message of Baton's own after a command, or from somebody's message. Each once. */
import { NEW_THREAD_NAME } from '../../../src/cards/thread-link.ts';
import type { PostingDeps } from '../../../src/chat/sending/post-once.ts';
import { createThreadRoots, type NewThread, type ThreadRoots } from '../../../src/chat/sending/thread-root.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { DiscordApi } from './api.ts';
import type { DiscordForms } from './card-forms.ts';
import { beginThread } from './new-thread.ts';
import type { OutgoingMessage } from './outgoing.ts';
import { threadName } from './thread-name.ts';

export interface DiscordThreads extends ThreadRoots<DiscordRoot> {
  /** Throws DiscordCallError. The same message gives the same thread. */
  from(message: { readonly tenant: TenantId; readonly channel: ChannelId; readonly message: string; readonly name: string }): Promise<ThreadId>;
}

export interface DiscordRoot extends NewThread {
  /** What was asked, in a person's words: the thread is named after it. */
  readonly name: string;
}

export function createDiscordThreads(forms: DiscordForms, deps: PostingDeps<OutgoingMessage>, api: DiscordApi): DiscordThreads {
  const begin = (channel: ChannelId, message: string, name: string) => beginThread(api, channel, message, threadName(name, NEW_THREAD_NAME));
  return {
    ...createThreadRoots(forms, deps, (root: DiscordRoot, ref) => begin(root.channel, ref, root.name)),
    from: ({ channel, message, name }) => begin(channel, message, name),
  };
}
