/**
 * A message of a run was deleted by somebody: what people still need of it comes back at once, the rest stays away. What is deleted each
 * time stays away too: it may be a bot that does it, and would never end.
 */
import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { keptAwayCard } from '../../cards/kept-away.ts';
import type { ChannelId, PersonId, TenantId, ThreadId } from '../../engine/ids.ts';
import { workflowId } from '../../engine/ids.ts';
import type { Workflow } from '../../engine/state.ts';
import { SurfaceUnreachable } from '../../errors.ts';
import type { Archive } from '../../ports/archive.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MessageKey, SentMessage, SentMessages } from '../../ports/sent-messages.ts';
import type { Surface } from '../../ports/surface.ts';
import { messageDetails } from './details.ts';
import { createLately } from './lately.ts';
import { decisionsOn, isNeeded } from './priority-of.ts';

export interface DeletedMessages {
  /** `channel`: of the run's place. `not-ours`: no message of a run. `restored`: it carried a question, or steers a run at work. */
  deleted(tenant: TenantId, channel: ChannelId, ref: string): Promise<'not-ours' | 'stays-away' | 'restored'>;
}

export interface DeletedMessagesDeps {
  readonly sentMessages: SentMessages;
  readonly archive: Pick<Archive, 'read' | 'messages'>;
  readonly surface: Surface;
  /** Only they read it; false: they cannot be written to. `about`: what it is about, and in which thread that is. */
  readonly direct: (tenant: TenantId, person: PersonId, card: Card, about: { readonly id: string; readonly thread: ThreadId }) => Promise<boolean>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** Each process counts for itself: several bring it back a few times more. */
const MOST_RESTORED = 3;
const RESTORED_WITHIN_MS = 10 * 60_000;
const TOLD_WITHIN_MS = 24 * 60 * 60_000;

export function createDeletedMessages({ sentMessages, archive, surface, direct, clock, log }: DeletedMessagesDeps): DeletedMessages {
  const restored = createLately(RESTORED_WITHIN_MS, clock);
  const told = createLately(TOLD_WITHIN_MS, clock);

  return {
    async deleted(tenant, channel, ref) {
      const found = await sentMessages.find(surface.name, tenant, channel, ref);
      if (found === null) return 'not-ours';
      const { gone, aside } = await putAside(found, ref);
      const isBack = await restore(gone);
      await sentMessages.lost(aside);
      return isBack ? 'restored' : 'stays-away';
    },
  };

  /** Its key is free for the message that takes its place; what is known of it stays until that one is there, for a second try. */
  async function putAside(found: SentMessage, ref: string): Promise<{ gone: SentMessage; aside: MessageKey }> {
    const mark = `deleted:${ref}:`;
    if (found.key.startsWith(mark)) return { gone: { ...found, key: found.key.slice(mark.length) }, aside: found };
    if (found.workflow === null) return { gone: found, aside: found };
    const aside = { ...found, key: `${mark}${found.key}` };
    await sentMessages.rename(found, aside, found.workflow);
    return { gone: found, aside };
  }

  /** The card as it was shown last; a newer one follows it as any edit does. */
  async function restore({ tenant, key, part, workflow, details }: SentMessage): Promise<boolean> {
    if (workflow === null || messageDetails(details).leaving) return false;
    const run = workflowId(workflow);
    const state = (await archive.read(tenant, run))?.workflow;
    if (!state) return false;
    const { place } = state;
    const shown = (await archive.messages(tenant, place.thread)).find((message) => message.kind === 'card' && `${message.workflow}:${message.key}` === key);
    if (shown?.kind !== 'card' || !isNeeded(shown.card)) return false;
    const message = `${tenant} ${key} ${part}`;
    if (restored.times(message) >= MOST_RESTORED) {
      await tell(state, shown.card);
      return false;
    }
    try {
      await surface.post({ workflow: run, place, key: shown.key, card: shown.card });
      restored.happened(message);
      return true;
    } catch (error) {
      // Somebody was told; there is no place left where it could stand.
      if (error instanceof SurfaceUnreachable) return false;
      throw error;
    }
  }

  async function tell({ id, number, requester, place }: Workflow, shown: Card): Promise<void> {
    const asks = decisionsOn(shown).length > 0;
    const about = `kept-away:${id}:${asks ? 'asks' : 'shows'}`;
    if (told.times(about) > 0) return;
    const isTold = await direct(place.tenant, requester, keptAwayCard({ number }, { asks, times: MOST_RESTORED }), { id: about, thread: place.thread });
    told.happened(about);
    log.warn(
      { surface: surface.name, tenant: place.tenant, run: number, asks, isTold },
      'a message is deleted each time it is posted: it is left until it changes',
    );
  }
}
