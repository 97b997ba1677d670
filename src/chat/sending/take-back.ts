/**
 * A reply to a message that was deleted before anybody replied stands in the channel for all to see: it was not meant for
 * them. It is kept in mind until the platform has taken it away, so that it never stands there twice.
 */
import { chatFailure } from './chat-failure.ts';
import type { MessageDetails } from './details.ts';
import type { PostingDeps } from './post-once.ts';
import type { StandingMessage } from './wire.ts';

/** Whether or not it could be taken away, its thread is gone: that is what it always throws. */
export async function takeBack<Message>(at: StandingMessage, details: MessageDetails, deps: PostingDeps<Message>): Promise<never> {
  const { wire, sentMessages, log } = deps;
  await sentMessages.sent(at, at.ref, { ...details, hash: null, leaving: true, strayed: true });
  try {
    await removed(at, deps);
    await sentMessages.lost(at);
  } catch (error) {
    if (chatFailure(error) === null) throw error;
    log.warn({ err: error, tenant: at.tenant, channel: at.channel, key: at.key }, 'a reply without its thread still stands in the channel');
  }
  throw wire.failure('stray');
}

/** Asked a second time where nobody knows what came of the first: twice is harmless here, and few come by later. */
async function removed<Message>(at: StandingMessage, deps: Pick<PostingDeps<Message>, 'wire'>, tries = 2): Promise<void> {
  try {
    await deps.wire.remove(at, 'answer');
  } catch (error) {
    const kind = chatFailure(error)?.kind;
    if (kind === 'unknown-outcome' && tries > 1) return await removed(at, deps, tries - 1);
    if (kind !== 'message-gone') throw error;
  }
}
