/** Messages that people change or take away after Baton has acted on them. */
import { type ChangedMessage, type EditedDeps, messageDeleted, messageEdited } from '../../../src/chat/life/messages-changed.ts';
import { threadId } from '../../../src/engine/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf, type JobOf } from './handler.ts';
import { messageDeliveryId } from './message-id.ts';
import { placeOf } from './place-of.ts';

export async function handleEdited(job: JobOf<'message-edited'>, deps: HandlerDeps): Promise<void> {
  const changed = await changedMessage(job, deps);
  if (changed) await messageEdited({ ...changed, user: job.body.user, again: job.again }, lifeDeps(job, deps));
}

export async function handleDeleted(job: JobOf<'message-deleted'>, deps: HandlerDeps): Promise<void> {
  const changed = await changedMessage(job, deps);
  if (!changed) return;
  await deps.deletedMessages.deleted(job.tenant, changed.channel, job.body.message);
  await messageDeleted(changed, (run) => inputOf(job, run), lifeDeps(job, deps));
}

/** A thread outlives the message that it grew from. */
async function changedMessage({ tenant, body }: JobOf<'message-edited' | 'message-deleted'>, deps: HandlerDeps): Promise<ChangedMessage | null> {
  const place = await placeOf(tenant, body.at, deps);
  if (place === null) return null;
  const input = inputOf({ tenant, id: messageDeliveryId(body.message) });
  return { tenant, channel: place.channel, thread: place.thread ?? threadId(body.message), input };
}

function lifeDeps(job: JobOf<'message-edited' | 'message-deleted'>, deps: HandlerDeps): EditedDeps {
  return { ...deps, surface: DISCORD_SURFACE, say: (_tenant, channel, person, card, thread) => deps.tell(job, card, { person, channel, thread }) };
}
