/** Where a message stands: in a thread of a channel, or in a channel itself. Messages do not say it. */
import { type ChannelId, type TenantId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { People } from '../people/index.ts';

export interface PlaceOfMessage {
  readonly channel: ChannelId;
  /** Null: in the channel itself. */
  readonly thread: ThreadId | null;
}

/** Null: it is gone, or Baton may not see it. Throws where Discord does not answer. */
export async function placeOf(tenant: TenantId, at: ChannelId, { people }: { readonly people: Pick<People, 'place'> }): Promise<PlaceOfMessage | null> {
  const place = await people.place(tenant, at);
  if (place === 'gone' || place === 'hidden') return null;
  const isThread = place.kind === 'thread' || place.kind === 'private-thread';
  if (!isThread) return { channel: at, thread: null };
  return place.parent === null ? null : { channel: place.parent, thread: threadId(at) };
}
