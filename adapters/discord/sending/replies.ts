/** A short word in a thread about something that somebody wrote there: a reply to it that rings nobody's telephone. Said once for its key. */
import type { Card } from '../../../src/cards/card.ts';
import { newDetails } from '../../../src/chat/sending/details.ts';
import { type PostingDeps, postOnce } from '../../../src/chat/sending/post-once.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import type { DiscordForms } from './card-forms.ts';
import { discordFailure } from './discord-error.ts';
import type { OutgoingMessage } from './outgoing.ts';

export interface Replies {
  /** Throws DiscordCallError. */
  say(reply: NewReply): Promise<void>;
}

export interface NewReply {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  /** Null: in the channel itself. */
  readonly thread: ThreadId | null;
  /** `reply:<delivery>` or the like. */
  readonly key: string;
  readonly card: Card;
  /** The message that it is about; null: none. */
  readonly to: string | null;
}

export function createReplies(forms: DiscordForms, deps: PostingDeps<OutgoingMessage>): Replies {
  async function send({ tenant, channel, thread, key, card, to }: NewReply): Promise<void> {
    await forms.send({ tenant, card, picture: null }, async (messages) => {
      for (const [part, message] of messages.entries()) {
        const at = { surface: DISCORD_SURFACE, tenant, key, part, workflow: null, channel, thread };
        await postOnce({ to: at, message: { ...message, answers: part === 0 ? to : null }, details: newDetails(), priority: 'answer' }, deps);
      }
    });
  }

  return {
    async say(reply) {
      try {
        await send(reply);
      } catch (error) {
        // A reply needs the right to read the history; the words alone do not.
        if (reply.to === null || discordFailure(error)?.kind !== 'not-allowed') throw error;
        await send({ ...reply, to: null });
      }
    },
  };
}
