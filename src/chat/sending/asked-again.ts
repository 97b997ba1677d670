/**
 * Edits notify nobody. So where an edit brings a question, a short reply tells those who are asked: once for each
 * question. A question on a message that is posted for the first time mentions them itself.
 */
import { askedCard } from '../../cards/asked-card.ts';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../engine/event.ts';
import type { WorkflowId } from '../../engine/ids.ts';
import type { NewMessage } from '../../ports/sent-messages.ts';
import type { CardForms } from './card-forms.ts';
import { newDetails } from './details.ts';
import { type Posted, type PostingDeps, postOnce } from './post-once.ts';
import { decisionsOn } from './priority-of.ts';

export interface AskedAgain {
  mention(edited: EditedCard): Promise<void>;
}

export interface EditedCard {
  readonly to: Omit<NewMessage, 'details'>;
  readonly place: Place;
  readonly workflow: WorkflowId;
  readonly card: Card;
  readonly posted: Posted;
}

export function createAskedAgain<Message, Picture>(forms: CardForms<Message, Picture>, deps: PostingDeps<Message>): AskedAgain {
  return {
    async mention({ to, place, workflow, card, posted }) {
      const [first, ...more] = decisionsOn(card).filter((decision) => !posted.details.asked.includes(decision));
      if (first === undefined) return;
      if (card.notify.length + card.notifyGroups.length > 0) {
        const at = { ...to, key: `${to.key}:asks:${first}`, workflow, channel: place.channel, thread: place.thread };
        const told = askedCard(card.notify, card.notifyGroups);
        await forms.send({ tenant: place.tenant, card: told, picture: null }, async (messages) => {
          for (const [part, message] of messages.entries()) await postOnce({ to: { ...at, part }, message, details: newDetails(), priority: 'decision' }, deps);
        });
      }
      await deps.sentMessages.sent(to, posted.ref, { ...posted.details, asked: [...posted.details.asked, first, ...more] });
    },
  };
}
