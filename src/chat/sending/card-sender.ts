/** Brings a card of a run to its thread: its picture first, its messages, then its files, and a word to those it asks. */
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../engine/event.ts';
import type { WorkflowId } from '../../engine/ids.ts';
import type { NewMessage, SentMessage } from '../../ports/sent-messages.ts';
import type { AskedAgain } from './asked-again.ts';
import type { CardForms, Upload } from './card-forms.ts';
import { bringParts } from './message-parts.ts';
import type { PostingDeps } from './post-once.ts';
import { decisionsOn, priorityOf } from './priority-of.ts';

export interface CardSender {
  /** Returns the id of the first message; null: people took it away, and it stays away. */
  bring(sending: CardSending, known: readonly SentMessage[]): Promise<string | null>;
}

export interface CardSending {
  readonly to: Omit<NewMessage, 'details' | 'part'>;
  readonly place: Place;
  readonly workflow: WorkflowId;
  readonly card: Card;
  /** Whether a message that people took away is posted again. */
  readonly restores: boolean;
}

export interface CardSenderDeps<Message, Picture> extends PostingDeps<Message> {
  readonly forms: CardForms<Message, Picture>;
  readonly pictures: PlanPictures<Picture>;
  readonly deliverables: Deliverables;
  readonly askedAgain: AskedAgain;
}

export interface PlanPictures<Picture> {
  /** The picture of the run's plan as it stands, or null: then no picture is shown. Never throws for a picture's sake. */
  pictureFor(workflow: WorkflowId, place: Place, alt: string): Promise<Picture | null>;
}

export interface Deliverables {
  /** Each once per run, whatever happens in between; what cannot be shared keeps nothing else from being said. */
  share(workflow: WorkflowId, place: Place, uploads: readonly Upload[]): Promise<void>;
}

/** Cards whose files are worth a place of their own in the thread: a handoff's come again at the end. */
const WITH_FILES: ReadonlySet<Card['kind']> = new Set(['completion', 'answer']);

export function createCardSender<Message extends { readonly uploads: readonly Upload[] }, Picture>(deps: CardSenderDeps<Message, Picture>): CardSender {
  return {
    async bring({ to, place, workflow, card, restores }, known) {
      const drawn = card.blocks.find((block) => block.kind === 'picture');
      const picture = drawn ? await deps.pictures.pictureFor(workflow, place, drawn.alt) : null;
      let before: readonly SentMessage[] | null = known;
      const { messages, sent } = await deps.forms.send({ tenant: place.tenant, card, picture }, async (messages) => {
        const parts = before ?? (await deps.sentMessages.parts(to));
        before = null;
        return await bringParts({ to, messages, asked: decisionsOn(card), priority: priorityOf(card), restores }, parts, deps);
      });
      if (WITH_FILES.has(card.kind))
        await deps.deliverables.share(
          workflow,
          place,
          messages.flatMap(({ uploads }) => uploads),
        );
      const first = sent.get(0);
      if (first) await deps.askedAgain.mention({ to: { ...to, part: 0 }, place, workflow, card, posted: first });
      return first?.ref ?? null;
    },
  };
}
