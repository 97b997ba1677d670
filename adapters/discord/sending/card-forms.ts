/** Sends a card in a form that Discord takes: with everything, without the plan's picture, in the end as plain text. */
import type { Logger } from 'pino';
import type { CardForms } from '../../../src/chat/sending/card-forms.ts';
import { renderCard } from '../components/render.ts';
import { discordFailure } from './discord-error.ts';
import type { NewFile, OutgoingMessage } from './outgoing.ts';
import { plainMessages } from './plain-messages.ts';

export interface Picture extends NewFile {
  /** It may not be attached where it was to be shown. */
  readonly onRefused: () => void;
}

export type DiscordForms = CardForms<OutgoingMessage, Picture>;

export function createCardForms({ log }: { readonly log: Logger }): DiscordForms {
  return {
    async send({ tenant, card, picture }, send) {
      let shown = picture;
      let plain = false;
      let refused = false;
      for (;;) {
        const messages = plain
          ? plainMessages(card, tenant)
          : renderCard(card, { guild: tenant, picture: shown?.name ?? null }).map((message) => withFiles(message, shown));
        try {
          const sent = await send(messages);
          if (refused) picture?.onRefused();
          return { messages, sent };
        } catch (error) {
          const kind = discordFailure(error)?.kind;
          if (shown !== null && (kind === 'not-allowed' || kind === 'too-large' || kind === 'refused-form')) {
            refused = kind !== 'refused-form';
            shown = null;
            log.info({ err: error, tenant, card: card.kind }, 'a card goes without its picture');
          } else if (kind === 'refused-form' && !plain) {
            plain = true;
            log.warn({ err: error, tenant, card: card.kind }, 'Discord refused the form of a card; it goes as plain text');
          } else throw error;
        }
      }
    },
  };
}

type Rendered = ReturnType<typeof renderCard>[number];

function withFiles(message: Rendered, picture: Picture | null): OutgoingMessage {
  return { ...message, files: picture !== null && message.shows.includes(picture.name) ? [picture] : [], answers: null };
}
