/** The thread of a new run, begun only once it is sure that one starts; before, whether Baton may do there what a run needs. */
import type { Card } from '../../../src/cards/card.ts';
import { lackingCard, theyLackCard } from '../../../src/cards/lacking-words.ts';
import { closedThreadCard, noThreadsCard, threadRefusedCard } from '../../../src/cards/not-reached.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { BatonError } from '../../../src/errors.ts';
import type { Acted } from '../people/index.ts';
import { type DiscordFailure, discordFailure } from '../sending/index.ts';
import type { HandlerDeps } from './handler.ts';

export interface StartsThread {
  /** For the desk. */
  readonly opens: () => Promise<ThreadId>;
  /** Why there is none and will be none, however often it is tried. Null: it is there, was not wanted, or failed in a way that may pass. */
  refusal(): ThreadRefusal | null;
}

/** `message-gone`: somebody's message that it was to grow from. */
export type ThreadRefusal = { readonly kind: 'message-gone' } | { readonly kind: 'told'; readonly card: Card };

interface Where {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
}

/** Who asks for it. */
type Starter = Where & Acted;

type StartDeps = Pick<HandlerDeps, 'people' | 'log'>;

export function startsThread(where: Starter, begin: () => Promise<ThreadId>, deps: StartDeps): StartsThread {
  let refused: ThreadRefusal | null = null;
  return {
    async opens() {
      const card = await shutTo(where, deps);
      if (card !== null) {
        refused = { kind: 'told', card };
        throw new BatonError('discord-no-thread', 'No thread can be begun there.');
      }
      try {
        return await begin();
      } catch (error) {
        const failure = discordFailure(error);
        refused = failure === null ? null : await refusalOf(failure, where, deps);
        throw error;
      }
    },
    refusal: () => refused,
  };
}

/** Known before it is tried: trying leaves a message behind for a moment. */
async function shutTo(starter: Starter, { people }: StartDeps): Promise<Card | null> {
  const { tenant, channel } = starter;
  const missing = await lackingIn({ tenant, channel }, 'start', people);
  if (missing !== null) return missing;
  const place = await people.place(tenant, channel);
  if (place === 'gone' || place === 'hidden' || place.kind !== 'text') return noThreadsCard();
  const lacked = await people.lackedBy(starter, channel, ['CreatePublicThreads', 'SendMessagesInThreads']);
  return lacked.length === 0 ? null : theyLackCard('thread', lacked);
}

/** Null: it may pass, or there is nobody to tell it to. */
async function refusalOf(failure: DiscordFailure, where: Where, deps: StartDeps): Promise<ThreadRefusal | null> {
  switch (failure.kind) {
    case 'retry-later':
    case 'unknown-outcome':
    case 'interaction-over':
    case 'token-gone':
      return null;
    case 'message-gone':
      return { kind: 'message-gone' };
    case 'not-allowed':
    case 'no-access':
      return { kind: 'told', card: (await lackingAfterAll(where, deps)) ?? threadRefusedCard('unknown') };
    case 'no-threads-here':
      return { kind: 'told', card: noThreadsCard() };
    case 'too-many-threads':
      return { kind: 'told', card: threadRefusedCard('too-many') };
    case 'gone':
    case 'locked':
    case 'archived':
    case 'person-closed':
    case 'not-editable':
    case 'refused-form':
    case 'too-large':
    case 'thread-exists':
    case 'other':
      return { kind: 'told', card: threadRefusedCard('unknown') };
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}

/** What was remembered of rights is not so any more. Null also where Discord does not say. */
async function lackingAfterAll({ tenant, channel }: Where, { people, log }: StartDeps): Promise<Card | null> {
  people.changed(tenant, { kind: 'place', place: channel });
  people.changed(tenant, { kind: 'guild' });
  people.changed(tenant, { kind: 'self' });
  try {
    return await lackingIn({ tenant, channel }, 'start', people);
  } catch (error) {
    log.warn({ err: error, tenant, channel }, 'what is missing for a thread could not be found out');
    return null;
  }
}

/** Why a run could say nothing in a thread that is there, where commands arrive from all the same. Null: it can. */
export async function closedToBaton(
  { tenant, channel, thread }: Where & { readonly thread: ThreadId },
  { people }: Pick<HandlerDeps, 'people'>,
): Promise<Card | null> {
  // Nobody tells that Baton was added to it.
  people.changed(tenant, { kind: 'place', place: thread });
  const missing = await lackingIn({ tenant, channel }, 'speak', people);
  if (missing !== null) return missing;
  const found = await people.place(tenant, thread);
  if (found === 'hidden' || found === 'gone') return closedThreadCard('private');
  return found.locked ? closedThreadCard('locked') : null;
}

async function lackingIn({ tenant, channel }: Where, purpose: 'start' | 'speak', people: HandlerDeps['people']): Promise<Card | null> {
  const missing = await people.lacks(tenant, channel, purpose);
  if (missing.length === 0) return null;
  const owner = (await people.guild(tenant))?.owner;
  return lackingCard(missing, owner === undefined ? [] : [owner]);
}
