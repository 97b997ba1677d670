/** Messages that people change or take away after Baton has acted on them. What was asked and what was done stay as they were. */
import { noteEditedCard, requestDeletedCard, requestEditedCard } from '../../../src/cards/request-cards.ts';
import { type InputId, threadId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ReadWorkflow } from '../../../src/ports/archive.ts';
import { type HandlerDeps, inputOf, type JobOf } from '../receiving/handler.ts';
import { messageDeliveryId } from '../receiving/message-id.ts';
import { placeLost } from './place-lost.ts';

export async function handleEdited(job: JobOf<'message-edited'>, deps: HandlerDeps): Promise<void> {
  const { user, channel, thread } = job.body;
  const { requested, noted } = await ofMessage(job, deps);
  const [run] = requested.filter(isOpen);
  const card = run ? requestEditedCard(run) : noted.some(isOpen) ? noteEditedCard() : null;
  if (card) await deps.privately.say(job.tenant, channel, user, card, thread);
}

export async function handleDeleted(job: JobOf<'message-deleted'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const { channel, ts, tombstone } = body;
  const { input, requested, noted, inThread } = await ofMessage(job, deps);
  // Below it nothing can be said any more: Slack would put every reply into the channel itself.
  if (!tombstone && body.thread === null && inThread.some(isOpen)) {
    await placeLost({ tenant, channel, thread: threadId(ts), reason: 'thread-deleted', input: inputOf(job) }, deps);
    return;
  }
  await deps.deletedMessages.deleted(tenant, channel, ts);
  for (const run of requested.filter(isOpen)) await deps.privately.say(tenant, channel, run.requester, requestDeletedCard(run), body.thread ?? threadId(ts));
  for (const run of noted.filter(isOpen)) await withdraw(job, run, input, deps);
}

/** Words that their author deletes are not to be followed. */
async function withdraw(job: JobOf<'message-deleted'>, run: Workflow, note: InputId, { desk }: HandlerDeps): Promise<void> {
  const author = run.notes.find(({ id }) => id === note)?.by;
  if (author === undefined) return;
  const acting = { tenant: job.tenant, actor: author, groups: [], admin: false, input: inputOf(job, run.id) };
  await desk.override({ ...acting, workflow: run.id, change: { kind: 'withdraw-context', note } });
}

interface OfMessage {
  readonly input: InputId;
  /** Runs that it asked for. */
  readonly requested: readonly Workflow[];
  /** Runs that it was taken as context for. */
  readonly noted: readonly Workflow[];
  readonly inThread: readonly Workflow[];
}

const MOST_RUNS = 20;

async function ofMessage(job: JobOf<'message-edited' | 'message-deleted'>, { archive }: HandlerDeps): Promise<OfMessage> {
  const { tenant, body } = job;
  const { channel, ts } = body;
  const input = inputOf({ tenant, id: messageDeliveryId(channel, ts) });
  const runs = await archive.workflows(tenant, { active: null, thread: body.thread ?? threadId(ts), limit: MOST_RUNS });
  const read = (await Promise.all(runs.filter((run) => run.channel === channel).map(({ id }) => archive.read(tenant, id)))).filter((one) => one !== null);
  const began = ({ recorded }: ReadWorkflow) => recorded[0]?.input === input;
  return {
    input,
    requested: read.filter(began).map(({ workflow }) => workflow),
    noted: read.map(({ workflow }) => workflow).filter(({ notes }) => notes.some(({ id }) => id === input)),
    inThread: read.map(({ workflow }) => workflow),
  };
}

function isOpen({ stage }: Workflow): boolean {
  return stage.kind !== 'ended';
}
