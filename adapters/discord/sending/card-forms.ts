/** Sends a card in a form that Discord takes: with everything, without the plan's picture, as plain text, in the end without its words. */
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import { withheldCard } from '../../../src/cards/withheld.ts';
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

/** One after the other, while Discord refuses the one before. `withheld`: not the card's words, but what can be done. */
type Form = 'whole' | 'plain' | 'withheld';

export function createCardForms({ log }: { readonly log: Logger }): DiscordForms {
  return {
    async send({ tenant, card, picture }, send) {
      let form: Form = 'whole';
      let shown = picture;
      let refused = false;
      for (;;) {
        const messages = messagesIn(form, card, tenant, shown);
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
          } else if (kind === 'refused-form' && form !== 'withheld') {
            form = form === 'whole' ? 'plain' : 'withheld';
            log.warn({ err: error, tenant, card: card.kind, form }, 'Discord refused the form of a card; it goes in a plainer one');
          } else throw error;
        }
      }
    },
  };
}

function messagesIn(form: Form, card: Card, guild: string, picture: Picture | null): readonly OutgoingMessage[] {
  switch (form) {
    case 'whole':
      return renderCard(card, { guild, picture: picture?.name ?? null }).map((message) => withFiles(message, picture));
    case 'plain':
      return plainMessages(card, guild);
    case 'withheld':
      return renderCard(withheldCard(card), { guild }).map((message) => withFiles(message, null));
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

type Rendered = ReturnType<typeof renderCard>[number];

function withFiles(message: Rendered, picture: Picture | null): OutgoingMessage {
  return { ...message, files: picture !== null && message.shows.includes(picture.name) ? [picture] : [], answers: null };
}
