/** Reminders go to each person who is asked, as a direct message with a link to the thread; what became of the question is written there too. */
import { z } from 'zod';
import type { Card } from '../../../src/cards/card.ts';
import { OPEN_THREAD } from '../../../src/cards/thread-link.ts';
import { type PersonId, personId } from '../../../src/engine/ids.ts';
import type { SentMessage } from '../../../src/ports/sent-messages.ts';
import type { SurfaceMessage } from '../../../src/ports/surface.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { SlackApi } from './api.ts';
import type { CardForms } from './card-forms.ts';
import type { DirectChannels } from './direct-channel.ts';
import { bringParts } from './message-parts.ts';
import type { PostingDeps } from './post-once.ts';
import { slackFailure } from './slack-error.ts';

export interface Reminders {
  /** Returns those who could not be reached directly. */
  send(message: SurfaceMessage): Promise<readonly PersonId[]>;
}

export interface ReminderDeps extends PostingDeps {
  readonly api: SlackApi;
  readonly forms: CardForms;
  readonly directChannels: DirectChannels;
}

const linkSchema = z.object({ permalink: z.string() });

export function createReminders(deps: ReminderDeps): Reminders {
  async function linkTo({ place }: SurfaceMessage): Promise<string | null> {
    try {
      const args = { channel: place.channel, message_ts: place.thread };
      return linkSchema.parse(await deps.api.call(place.tenant, 'chat.getPermalink', args, { priority: 'answer' })).permalink;
    } catch (error) {
      const failure = slackFailure(error);
      if (failure === null || failure.kind === 'retry-later' || failure.kind === 'unknown-outcome') throw error;
      return null;
    }
  }

  /** False: this person cannot be written to. */
  async function remind(message: SurfaceMessage, person: PersonId, known: readonly SentMessage[], link: () => Promise<string | null>): Promise<boolean> {
    const { workflow, place, card } = message;
    try {
      const channel = known[0]?.channel ?? (await deps.directChannels(place.tenant, person, 'answer'));
      const to = { surface: SLACK_SURFACE, tenant: place.tenant, key: keyFor(message, person), workflow, channel, thread: null };
      const direct: Card = { ...card, notify: [], notifyGroups: [] };
      const url = await link();
      await deps.forms.send({ tenant: place.tenant, card: direct, imageFile: null }, async (messages) =>
        bringParts({ to, messages: linked(messages, url), asked: [], priority: 'answer', restores: false }, await deps.sentMessages.parts(to), deps),
      );
      return true;
    } catch (error) {
      const failure = slackFailure(error);
      if (failure === null || failure.kind === 'retry-later' || failure.kind === 'unknown-outcome' || failure.kind === 'token-gone') throw error;
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
        const known = await deps.sentMessages.parts({ surface: SLACK_SURFACE, tenant: message.place.tenant, key: keyFor(message, person) });
        if (!(await remind(message, person, known, link))) unreached.push(person);
      }
      return unreached;
    },
  };
}

const keyFor = ({ workflow, key }: SurfaceMessage, person: PersonId): string => `${workflow}:${key}:to:${personId(person)}`;

function linked(messages: readonly SlackMessage[], url: string | null): readonly SlackMessage[] {
  if (url === null) return messages;
  const link = `<${url}|${OPEN_THREAD}>`;
  return messages.map((message, index) => {
    if (index < messages.length - 1) return message;
    if (message.blocks.length === 0) return { ...message, text: `${message.text}\n${link}` };
    return { ...message, blocks: [...message.blocks, { type: 'context', elements: [{ type: 'mrkdwn', text: link }] }] };
  });
}
