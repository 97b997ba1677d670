/** The thread of a new run, begun only once it is sure that one starts; before, whether Baton may do there what a run needs. */
import type { Card } from '../../../src/cards/card.ts';
import { lackingCard } from '../../../src/cards/lacking-words.ts';
import { closedThreadCard, noThreadsCard } from '../../../src/cards/not-reached.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { BatonError } from '../../../src/errors.ts';
import { discordFailure } from '../sending/index.ts';
import type { HandlerDeps } from './handler.ts';

export interface StartsThread {
  /** For the desk. */
  readonly opens: () => Promise<ThreadId>;
  /** Why it could not be begun, for whoever asked; null: something else went wrong. */
  refusal(error: unknown): Promise<Card | null>;
}

interface Where {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
}

export function startsThread({ tenant, channel }: Where, begin: () => Promise<ThreadId>, { people }: Pick<HandlerDeps, 'people'>): StartsThread {
  let refused: Card | null = null;
  const lacking = () => lackingIn({ tenant, channel }, 'start', people);

  return {
    async opens() {
      const place = await people.place(tenant, channel);
      const isText = place !== 'gone' && place !== 'hidden' && place.kind === 'text';
      refused = (await lacking()) ?? (isText ? null : noThreadsCard());
      if (refused !== null) throw new BatonError('discord-no-thread', 'No thread can be begun there.');
      return await begin();
    },
    async refusal(error) {
      if (refused !== null) return refused;
      const failure = discordFailure(error)?.kind;
      if (failure !== 'not-allowed' && failure !== 'no-access') return null;
      // What was remembered of rights is not so any more.
      people.changed(tenant, { kind: 'place', place: channel });
      people.changed(tenant, { kind: 'guild' });
      return (await lacking()) ?? null;
    },
  };
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
