/**
 * A private word to whoever did something: as the answer to their command or click, else as a direct message. Where that cannot
 * be, and they wrote a message, a short reply to it says so.
 */
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import { notReachedCard } from '../../../src/cards/not-reached.ts';
import { renderCard } from '../components/render.ts';
import { type DiscordSending, discordFailure } from '../sending/index.ts';
import type { Tell, Where } from './handler.ts';
import type { Job } from './work.ts';

export interface TellDeps {
  readonly privately: DiscordSending['privately'];
  readonly replies: DiscordSending['replies'];
  readonly log: Logger;
}

export function createTell(deps: TellDeps): Tell {
  return async (job, card, where) => {
    const { tenant, live, body } = job;
    if (live.answer !== null && (await live.answer.say(renderCard(card, { guild: tenant })))) return;
    if (await deps.privately.direct(tenant, where.person, card, { id: job.id, thread: where.thread })) return;
    if ((body.kind === 'mention' || body.kind === 'reply') && (await replyTo(job, body.message, notReachedCard(), where, deps))) return;
    deps.log.info({ delivery: body.kind }, 'somebody could not be told privately');
  };
}

/** Under their own message (null: below all that was said), for all to see and without a notification. False: it cannot be said there. */
export async function replyTo(
  { tenant, id }: Pick<Job, 'tenant' | 'id'>,
  message: string | null,
  card: Card,
  { channel, thread }: Where,
  { replies, log }: Pick<TellDeps, 'replies' | 'log'>,
): Promise<boolean> {
  if (channel === null) return false;
  try {
    await replies.say({ tenant, channel, thread, key: `told:${id}:${card.kind}`, card, to: message });
    return true;
  } catch (error) {
    const failure = discordFailure(error)?.kind;
    if (failure === undefined || failure === 'retry-later' || failure === 'unknown-outcome') throw error;
    log.info({ failure }, 'an answer to what somebody wrote could not be sent');
    return false;
  }
}
