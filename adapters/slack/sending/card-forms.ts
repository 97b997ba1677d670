/**
 * Sends a card in a form that the workspace takes: with everything, without the blocks that it refuses, in the end as
 * plain text. What it refuses for good is remembered.
 */
import type { Logger } from 'pino';
import type { CardForms } from '../../../src/chat/sending/card-forms.ts';
import type { Pause } from '../../../src/chat/sending/pause.ts';
import { idsIn } from '../blocks/mentions.ts';
import { renderCard } from '../blocks/render.ts';
import type { BlockType, SlackMessage } from '../blocks/slack-message.ts';
import type { SendingDeps } from './deps.ts';
import { plainMessages } from './plain-messages.ts';
import { isNewerBlock, type RejectedBlocks } from './rejected-blocks.ts';
import { type SlackFailure, slackFailure } from './slack-error.ts';

/** The picture is Slack's id of its file. */
export type SlackForms = CardForms<SlackMessage, string>;

export interface CardFormDeps extends Pick<SendingDeps, 'names'> {
  readonly rejected: RejectedBlocks;
  readonly pause: Pause;
  readonly log: Logger;
}

/** A picture that was uploaded a moment ago may not be ready to be shown; by then it is, or something is wrong with it. */
const PICTURE_READY_MS = 3_000;

export function createCardForms({ rejected, names, pause, log }: CardFormDeps): SlackForms {
  return {
    async send({ tenant, card, picture }, send) {
      const known = await names(tenant, idsIn(card));
      const without = new Set<BlockType>();
      let image = picture;
      let waited = false;
      let plain = false;
      for (;;) {
        const rejects = new Set([...(await rejected.of(tenant)), ...without]);
        const messages = plain ? plainMessages(card, known) : renderCard(card, { imageFile: image, rejects, names: known });
        try {
          return { messages, sent: await send(messages) };
        } catch (error) {
          const refused = refusedForm(slackFailure(error));
          if (refused === null || plain) throw error;
          log.warn({ err: error, tenant, card: card.kind }, 'Slack refused the form of a card; it goes in a plainer one');
          const unsupported = refused.unsupported.filter((type) => isNewerBlock(type)).filter((type) => !rejects.has(type));
          const left = typesIn(messages, refused.types).filter((type) => !rejects.has(type));
          if (unsupported.length > 0) await rejected.add(tenant, unsupported);
          else if (image !== null && refused.types.includes('image')) {
            if (waited) image = null;
            else await pause(PICTURE_READY_MS);
            waited = true;
          }
          // The content is at fault and not the workspace: this card only.
          else if (left.length > 0) for (const type of left) without.add(type);
          else plain = true;
        }
      }
    },
  };
}

interface Refused {
  readonly types: readonly string[];
  readonly unsupported: readonly string[];
}

/** Null: another form would not help. */
function refusedForm(failure: SlackFailure | null): Refused | null {
  if (failure?.kind === 'invalid-blocks') return failure;
  return failure?.kind === 'too-long' ? { types: [], unsupported: [] } : null;
}

/** Newer blocks among those that were complained of; all that were sent, where the complaint names none of them. */
function typesIn(messages: readonly SlackMessage[], complainedOf: readonly string[]): readonly BlockType[] {
  const newer = [...new Set(messages.flatMap(({ blocks }) => blocks.map(({ type }) => type)))].filter((type) => isNewerBlock(type));
  const named = newer.filter((type) => complainedOf.includes(type));
  return named.length > 0 ? named : newer;
}
