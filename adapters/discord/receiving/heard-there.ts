/**
 * Somebody is heard in a thread where runs may wait for it. That alone shows nothing: Baton hears where it may not write, and moderators
 * write in locked threads.
 */
import { placeSpeaks } from '../../../src/chat/life/place-speaks.ts';
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf } from './handler.ts';
import { closedToBaton } from './start-thread.ts';
import type { Job } from './work.ts';

export async function heardThere(
  job: Pick<Job, 'tenant' | 'id'>,
  { channel, thread }: { readonly channel: ChannelId; readonly thread: ThreadId },
  deps: Pick<HandlerDeps, 'desk' | 'archive' | 'people'>,
): Promise<void> {
  const { desk, archive } = deps;
  const place = { tenant: job.tenant, channel, thread };
  const isShut = async () => (await closedToBaton(place, deps)) !== null;
  await placeSpeaks({ ...place, input: inputOf(job, 'heard') }, { surface: DISCORD_SURFACE, desk, archive, isShut });
}
