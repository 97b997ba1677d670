/** Reminders go to each person who is asked, as a direct message with a link to the thread; what became of the question is written there too. */
import type { Card } from '../../cards/card.ts';
import { type PersonId, personId } from '../../engine/ids.ts';
import type { SentMessage } from '../../ports/sent-messages.ts';
import type { SurfaceMessage } from '../../ports/surface.ts';
import type { CardForms } from './card-forms.ts';
import { chatFailure, mayPass } from './chat-failure.ts';
import type { DirectChannels } from './direct-channel.ts';
import { bringParts } from './message-parts.ts';
import type { PostingDeps } from './post-once.ts';

export interface Reminders {
  /** Returns those who could not be reached directly. */
  send(message: SurfaceMessage): Promise<readonly PersonId[]>;
}

export interface ReminderDeps<Message, Picture> extends PostingDeps<Message> {
  readonly forms: CardForms<Message, Picture>;
  readonly directChannels: DirectChannels;
  /** Where the question stands; null: the platform does not say. */
  readonly linkTo: (message: SurfaceMessage) => Promise<string | null>;
  /** The same messages with a way there. */
  readonly linked: (messages: readonly Message[], url: string) => readonly Message[];
}

export function createReminders<Message, Picture>(deps: ReminderDeps<Message, Picture>): Reminders {
  const { wire, forms, directChannels, sentMessages, linked } = deps;

  async function linkTo(message: SurfaceMessage): Promise<string | null> {
    try {
      return await deps.linkTo(message);
    } catch (error) {
      const failure = chatFailure(error);
      if (failure === null || mayPass(failure)) throw error;
      return null;
    }
  }

  /** False: this person cannot be written to. */
  async function remind(message: SurfaceMessage, person: PersonId, known: readonly SentMessage[], link: () => Promise<string | null>): Promise<boolean> {
    const { workflow, place, card } = message;
    try {
      const channel = known[0]?.channel ?? (await directChannels(place.tenant, person, 'answer'));
      const to = { surface: wire.surface, tenant: place.tenant, key: keyFor(message, person), workflow, channel, thread: null };
      const direct: Card = { ...card, notify: [], notifyGroups: [] };
      const url = await link();
      await forms.send({ tenant: place.tenant, card: direct, picture: null }, async (messages) => {
        const withLink = url === null ? messages : linked(messages, url);
        return await bringParts({ to, messages: withLink, asked: [], priority: 'answer', restores: false }, await sentMessages.parts(to), deps);
      });
      return true;
    } catch (error) {
      const failure = chatFailure(error);
      if (failure === null || mayPass(failure) || (failure.kind === 'unreachable' && failure.reason === 'uninstalled')) throw error;
      return false;
    }
  }

  return {
    async send(message) {
      let asked: Promise<string | null> | null = null;
      const link = () => {
        asked ??= linkTo(message);
        return asked;
      };
      const unreached: PersonId[] = [];
      for (const person of message.card.notify) {
        const known = await sentMessages.parts({ surface: wire.surface, tenant: message.place.tenant, key: keyFor(message, person) });
        if (!(await remind(message, person, known, link))) unreached.push(person);
      }
      return unreached;
    },
  };
}

const keyFor = ({ workflow, key }: SurfaceMessage, person: PersonId): string => `${workflow}:${key}:to:${personId(person)}`;
