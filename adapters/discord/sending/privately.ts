/** Words for one person only, as a direct message: what answers an interaction is answered there. */
import type { Card } from '../../../src/cards/card.ts';
import { chatFailure, mayPass } from '../../../src/chat/sending/chat-failure.ts';
import type { DirectChannels } from '../../../src/chat/sending/direct-channel.ts';
import type { PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { DiscordApi } from './api.ts';
import type { DiscordForms } from './card-forms.ts';
import { bodyOf } from './outgoing.ts';

export interface Privately {
  /** False: this person takes no direct messages. */
  direct(tenant: TenantId, person: PersonId, card: Card): Promise<boolean>;
}

export interface PrivatelyDeps {
  readonly api: DiscordApi;
  readonly forms: DiscordForms;
  readonly directChannels: DirectChannels;
}

export function createPrivately({ api, forms, directChannels }: PrivatelyDeps): Privately {
  return {
    async direct(tenant, person, card) {
      try {
        const channel = await directChannels(tenant, person, 'answer');
        await forms.send({ tenant, card, picture: null }, async (messages) => {
          for (const message of messages) await api.call('POST', `/channels/${channel}/messages`, { body: bodyOf(message, null, null), priority: 'answer' });
        });
        return true;
      } catch (error) {
        const failure = chatFailure(error);
        if (failure === null || mayPass(failure)) throw error;
        return false;
      }
    },
  };
}
