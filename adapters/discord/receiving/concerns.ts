/** Whether a delivery is about anything of Baton's. What people say to each other is neither kept nor looked at further. */

import { arrivalKey } from '../../../src/chat/receiving/arrivals.ts';
import type { ThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import { type TenantId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { People } from '../people/index.ts';
import type { Incoming } from './incoming.ts';
import type { KnownChannels } from './known-channels.ts';
import { messageDeliveryId } from './message-id.ts';
import { placeOf } from './place-of.ts';

export type Delivered = Extract<Incoming, { kind: 'delivery' }>;

export interface ConcernsDeps {
  readonly archive: Pick<Archive, 'workflows'>;
  readonly threadRuns: Pick<ThreadRuns, 'beginsIn' | 'isOurs'>;
  readonly known: Pick<KnownChannels, 'isChannel'>;
  readonly people: Pick<People, 'place'>;
}

/** `arriving`: what this process is keeping at the moment. */
export async function concernsBaton({ tenant, body }: Delivered, arriving: ReadonlySet<string>, deps: ConcernsDeps): Promise<boolean> {
  const runsIn = (thread: ThreadId) => hasRuns(tenant, thread, deps);
  switch (body.kind) {
    case 'reply': {
      const isInChannel = deps.known.isChannel(body.at);
      // Most of what is said: in a channel, and to nobody of ours. Or it is the first message of a forum post.
      if ((isInChannel && body.on === null) || body.message === body.at) return false;
      const thread = isInChannel && body.on !== null ? threadId(body.on) : threadId(body.at);
      if (arriving.has(arrivalKey(tenant, messageDeliveryId(thread))) || (await runsIn(thread))) return true;
      const place = await placeOf(tenant, body.at, deps);
      return place !== null && (place.thread !== null || body.on !== null) && (await deps.threadRuns.beginsIn({ tenant, channel: place.channel, thread }));
    }
    case 'message-edited':
      return (await runsIn(threadId(body.message))) || (!deps.known.isChannel(body.at) && (await runsIn(threadId(body.at))));
    case 'message-deleted':
      if ((await runsIn(threadId(body.message))) || (!deps.known.isChannel(body.at) && (await runsIn(threadId(body.at))))) return true;
      return await deps.threadRuns.isOurs(tenant, body.at, body.message);
    default:
      return true;
  }
}

async function hasRuns(tenant: TenantId, thread: ThreadId, { archive }: ConcernsDeps): Promise<boolean> {
  return (await archive.workflows(tenant, { active: null, thread, limit: 1 })).length > 0;
}
