/**
 * That words in a run's thread became its context, for all to see: at once for the first of them, and once a minute for those that
 * follow. It is a delivery of its own, done by one process and tried again, so that no words wait until others were answered.
 */
import { takenAsContext, takenTogether } from '../../../src/cards/taken-card.ts';
import type { Note } from '../../../src/engine/event.ts';
import type { InputId, WorkflowId } from '../../../src/engine/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf, type JobOf, type Where } from './handler.ts';
import { messageOfInput } from './message-id.ts';
import { replyTo } from './tell.ts';

/** Words that follow others within this time are told together. */
const TOGETHER_MS = 60_000;
/** Processes do not have quite the same time. */
const CLOCKS_DIFFER_MS = 2_000;

export async function tellTaken(job: JobOf<'mention' | 'reply'>, run: WorkflowId, { channel, thread }: Where, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const found = await deps.archive.read(tenant, run);
  const notes = found?.workflow.notes ?? [];
  const note = notes.find(({ id }) => id === inputOf(job));
  // Taken back by then.
  if (!found || !note || channel === null) return;
  const { at } = note;
  const isFirst = !notes.slice(0, notes.indexOf(note)).some((other) => isOfMessage(other) && other.at > at - TOGETHER_MS);
  const told = { kind: 'words-taken', channel, workflow: run } as const;
  if (isFirst) {
    const alone = { ...told, thread, from: at, until: at, to: body.message };
    await deps.deliveries.take({ surface: DISCORD_SURFACE, tenant, id: `taken:${body.message}`, body: alone }, 0);
    return;
  }
  const from = at - (at % TOGETHER_MS);
  const until = from + TOGETHER_MS - 1;
  const together = { ...told, thread: found.summary.thread, from, until, to: null };
  // Nobody takes it up before.
  const waitMs = Math.max(0, until + CLOCKS_DIFFER_MS - deps.clock.now());
  await deps.deliveries.take({ surface: DISCORD_SURFACE, tenant, id: `taken:${run}:${from}`, body: together }, waitMs);
}

export async function handleWordsTaken(job: JobOf<'words-taken'>, deps: HandlerDeps): Promise<void> {
  const { channel, thread, workflow: run, from, until, to } = job.body;
  const found = await deps.archive.read(job.tenant, run);
  if (!found) return;
  const told = found.workflow.notes.flatMap((note) => (isOfMessage(note) && note.at >= from && note.at <= until ? [note.id] : []));
  const [first] = told;
  if (first === undefined) return;
  const card = to === null ? takenTogether(found.workflow, told) : takenAsContext(found.workflow, first);
  const by = found.workflow.notes.find(({ id }) => id === first)?.by ?? found.workflow.requester;
  const where: Where = { person: by, channel, thread };
  if (!(await replyTo(job, to, card, where, deps)) && to !== null) await deps.tell(job, card, where);
}

/** Words that somebody wrote here. */
function isOfMessage(note: Note): note is Note & { readonly id: InputId } {
  return note.id !== undefined && messageOfInput(note.id) !== null;
}
