/** Why nothing can be said or answered in a thread now; null: it can. Discord is asked, whatever was heard of it. */
import type { PlaceLoss } from '../../../src/engine/event.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { People } from '../people/index.ts';

/** An archived thread is none: Baton opens it again when it has something to say, and so does whoever writes there. `thread` null: of its channel alone. */
export async function lossOf(
  tenant: TenantId,
  channel: ChannelId,
  thread: ThreadId | null,
  people: Pick<People, 'guild' | 'place' | 'lacks'>,
): Promise<PlaceLoss | null> {
  if ((await people.guild(tenant)) === null) return 'uninstalled';
  const around = await people.place(tenant, channel);
  if (around === 'gone') return 'deleted';
  if (around === 'hidden') return 'left';
  const ofThread = thread === null ? null : await lossOfThread(tenant, thread, people);
  if (ofThread !== null) return ofThread;
  const missing = await people.lacks(tenant, channel, 'speak');
  if (missing.some(({ permission }) => permission === 'ViewChannel')) return 'left';
  return missing.length > 0 ? 'not-allowed' : null;
}

async function lossOfThread(tenant: TenantId, thread: ThreadId, people: Pick<People, 'place'>): Promise<PlaceLoss | null> {
  const found = await people.place(tenant, thread);
  if (found === 'gone') return 'thread-deleted';
  if (found === 'hidden') return 'left';
  return found.locked ? 'locked' : null;
}
