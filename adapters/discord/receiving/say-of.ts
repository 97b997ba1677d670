/** What there is to say of the desk's answer: a way to a thread that begins elsewhere, a word for whoever asked, or nothing. */
import type { Asked } from '../../../src/chat/receiving/ask-desk.ts';
import type { HandlerDeps, Where } from './handler.ts';
import { startedMessage } from './started-message.ts';
import { replyTo } from './tell.ts';
import { tellTaken } from './words-taken.ts';
import type { Job } from './work.ts';

export async function sayOf(job: Job, { reply, card }: Asked, where: Where, deps: HandlerDeps): Promise<void> {
  const { tenant, live, body } = job;
  if (reply.kind === 'started') {
    const isElsewhere = live.answer !== null && reply.thread !== where.thread;
    if (isElsewhere) await live.answer.say(startedMessage(reply.number, deps.people.threadLink(tenant, reply.thread)));
    return;
  }
  if (card === null) return;
  // What their words did to a run is no secret in its thread, and nobody's direct messages fill with it.
  if (reply.kind === 'acted' && reply.reply.kind !== 'refused' && (body.kind === 'mention' || body.kind === 'reply')) {
    if (reply.as === 'context' && reply.reply.kind === 'accepted') return await tellTaken({ ...job, body }, reply.workflow, where, deps);
    if (await replyTo(job, body.message, card, where, deps)) return;
  }
  await deps.tell(job, card, where);
}
