/**
 * Words for one person only, as a direct message: what answers an interaction is answered there. Nothing can be pressed in
 * one, since nobody can say there who may; it leads to the thread instead.
 */
import { createHash } from 'node:crypto';
import type { Card } from '../../../src/cards/card.ts';
import { chatFailure, mayPass } from '../../../src/chat/sending/chat-failure.ts';
import type { DirectChannels } from '../../../src/chat/sending/direct-channel.ts';
import type { PersonId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { threadLink } from '../thread-link.ts';
import type { DiscordApi } from './api.ts';
import type { DiscordForms } from './card-forms.ts';
import { linked } from './linked.ts';
import { bodyOf } from './outgoing.ts';

export interface Privately {
  /** False: this person takes no direct messages. The same words about the same thing are said once while Discord knows their nonce, some minutes. */
  direct(tenant: TenantId, person: PersonId, card: Card, about?: DirectAbout): Promise<boolean>;
}

export interface DirectAbout {
  /** Of what somebody did. */
  readonly id: string;
  /** Where they did it. */
  readonly thread: ThreadId | null;
}

export interface PrivatelyDeps {
  readonly api: DiscordApi;
  readonly forms: DiscordForms;
  readonly directChannels: DirectChannels;
}

const NOTHING: DirectAbout = { id: '', thread: null };

export function createPrivately({ api, forms, directChannels }: PrivatelyDeps): Privately {
  return {
    async direct(tenant, person, card, { id, thread } = NOTHING) {
      try {
        const channel = await directChannels(tenant, person, 'answer');
        await forms.send({ tenant, card: { ...card, actions: [] }, picture: null }, async (messages) => {
          const leading = thread === null ? messages : linked(messages, threadLink(tenant, thread));
          for (const [part, message] of leading.entries()) {
            const nonce = createHash('sha256')
              .update(JSON.stringify([tenant, person, id, part, message.components]))
              .digest('base64url')
              .slice(0, 22);
            const body = { ...bodyOf(message, null, null), nonce, enforce_nonce: true };
            await api.call('POST', `/channels/${channel}/messages`, { body, priority: 'answer' });
          }
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
