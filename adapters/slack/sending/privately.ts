/** Words for one person only: seen by them in the channel, or as a direct message. */
import type { Card } from '../../../src/cards/card.ts';
import type { DirectChannels } from '../../../src/chat/sending/direct-channel.ts';
import type { ChannelId, PersonId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import type { SlackApi } from './api.ts';
import type { SlackForms } from './card-forms.ts';
import { slackFailure } from './slack-error.ts';

export interface Privately {
  /** Only they see it, in the channel or its thread; as a direct message where that cannot be. False: this person cannot be reached. */
  say(tenant: TenantId, channel: ChannelId, person: PersonId, card: Card, thread?: ThreadId | null): Promise<boolean>;
  /** False: this person cannot be written to. */
  direct(tenant: TenantId, person: PersonId, card: Card): Promise<boolean>;
}

/** What an answer to one's own click is worth when it comes late. */
const PATIENCE_MS = 30_000;

export function createPrivately({
  api,
  forms,
  directChannels,
}: {
  readonly api: SlackApi;
  readonly forms: SlackForms;
  readonly directChannels: DirectChannels;
}): Privately {
  async function each(tenant: TenantId, card: Card, send: (message: SlackMessage) => Promise<unknown>): Promise<void> {
    await forms.send({ tenant, card, picture: null }, async (messages) => {
      for (const message of messages) await send(message);
    });
  }

  async function direct(tenant: TenantId, person: PersonId, card: Card): Promise<boolean> {
    try {
      const channel = await directChannels(tenant, person, 'answer');
      await each(tenant, card, ({ text, blocks }) =>
        api.call(tenant, 'chat.postMessage', { channel, text, blocks, unfurl_links: false, unfurl_media: false }, { priority: 'answer' }),
      );
      return true;
    } catch (error) {
      if (cannotBeReached(error)) return false;
      throw error;
    }
  }

  return {
    direct,
    async say(tenant, channel, person, card, thread = null) {
      const where = thread === null ? { channel, user: person } : { channel, user: person, thread_ts: thread };
      try {
        await each(tenant, card, ({ text, blocks }) =>
          api.call(tenant, 'chat.postEphemeral', { ...where, text, blocks }, { priority: 'answer', patienceMs: PATIENCE_MS }),
        );
        return true;
      } catch (error) {
        if (!cannotBeReached(error)) throw error;
        return await direct(tenant, person, card);
      }
    },
  };
}

function cannotBeReached(error: unknown): boolean {
  switch (slackFailure(error)?.kind) {
    case 'not-in-channel':
    case 'channel-gone':
    case 'archived':
    case 'thread-gone':
    case 'person-gone':
    case 'not-allowed':
    case 'missing-scope':
      return true;
    default:
      return false;
  }
}
