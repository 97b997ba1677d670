/** A message of a run was deleted by somebody: what people still need of it comes back at once, the rest stays away. */
import type { ChannelId, TenantId } from '../../engine/ids.ts';
import { workflowId } from '../../engine/ids.ts';
import { SurfaceUnreachable } from '../../errors.ts';
import type { Archive } from '../../ports/archive.ts';
import type { MessageKey, SentMessage, SentMessages } from '../../ports/sent-messages.ts';
import type { Surface } from '../../ports/surface.ts';
import { messageDetails } from './details.ts';
import { isNeeded } from './priority-of.ts';

export interface DeletedMessages {
  /** `channel`: of the run's place. `not-ours`: no message of a run. `restored`: it carried a question, or steers a run at work. */
  deleted(tenant: TenantId, channel: ChannelId, ref: string): Promise<'not-ours' | 'stays-away' | 'restored'>;
}

export interface DeletedMessagesDeps {
  readonly sentMessages: SentMessages;
  readonly archive: Pick<Archive, 'read' | 'messages'>;
  readonly surface: Surface;
}

export function createDeletedMessages({ sentMessages, archive, surface }: DeletedMessagesDeps): DeletedMessages {
  return {
    async deleted(tenant, channel, ref) {
      const found = await sentMessages.find(surface.name, tenant, channel, ref);
      if (found === null) return 'not-ours';
      const { gone, aside } = await putAside(found, ref);
      const restored = await restore(gone);
      await sentMessages.lost(aside);
      return restored ? 'restored' : 'stays-away';
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
  async function restore({ tenant, key, workflow, details }: SentMessage): Promise<boolean> {
    if (workflow === null || messageDetails(details).leaving) return false;
    const run = workflowId(workflow);
    const place = (await archive.read(tenant, run))?.workflow.place;
    if (!place) return false;
    const shown = (await archive.messages(tenant, place.thread)).find((message) => message.kind === 'card' && `${message.workflow}:${message.key}` === key);
    if (shown?.kind !== 'card' || !isNeeded(shown.card)) return false;
    try {
      await surface.post({ workflow: run, place, key: shown.key, card: shown.card });
      return true;
    } catch (error) {
      // Somebody was told; there is no place left where it could stand.
      if (error instanceof SurfaceUnreachable) return false;
      throw error;
    }
  }
}
