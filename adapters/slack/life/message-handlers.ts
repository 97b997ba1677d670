/** Messages of Slack that people change or take away after Baton has acted on them. */
import { isOpen, messageDeleted, messageEdited, runsOfMessage } from '../../../src/chat/life/messages-changed.ts';
import { threadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf, type JobOf } from '../receiving/handler.ts';
import { messageDeliveryId } from '../receiving/message-id.ts';
import { lostOnSlack } from './lost-on-slack.ts';

export async function handleEdited(job: JobOf<'message-edited'>, deps: HandlerDeps): Promise<void> {
  await messageEdited({ ...changed(job), user: job.body.user, again: job.again }, lifeOf(deps));
}

export async function handleDeleted(job: JobOf<'message-deleted'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const { channel, ts, tombstone } = body;
  const message = changed(job);
  // Below it nothing can be said any more: Slack would put every reply into the channel itself.
  if (!tombstone && body.thread === null && (await runsOfMessage(message, deps.archive)).inThread.some(isOpen)) {
    await lostOnSlack({ tenant, channel, thread: threadId(ts), reason: 'thread-deleted', input: inputOf(job) }, deps);
    return;
  }
  await deps.deletedMessages.deleted(tenant, channel, ts);
  await messageDeleted(message, (run) => inputOf(job, run), lifeOf(deps));
}

function changed({ tenant, body: { channel, ts, thread } }: JobOf<'message-edited' | 'message-deleted'>) {
  return { tenant, channel, thread: thread ?? threadId(ts), input: inputOf({ tenant, id: messageDeliveryId(channel, ts) }) };
}

function lifeOf({ archive, desk, deliveries, privately }: HandlerDeps) {
  return { surface: SLACK_SURFACE, archive, desk, deliveries, say: privately.say };
}
