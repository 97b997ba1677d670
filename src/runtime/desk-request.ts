/** A request becomes a workflow: settings as they are now, files checked, and the wake-up in the same transaction. */
import type { Mode, Place, Reuse } from '../engine/event.ts';
import { threadId } from '../engine/ids.ts';
import type { Plan } from '../engine/plan.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import { attachedFiles } from './attachments.ts';
import type { DeskDeps } from './desk-deps.ts';
import { openRun } from './open-run.ts';
import { storedBody } from './stored-text.ts';

export interface AskedWork {
  readonly mode: Mode;
  readonly task: string;
  readonly givenPlan: Plan | null;
  /** Results of a former run; always with its plan. */
  readonly reuse: Reuse | null;
}

export async function startWorkflow(request: CommandRequest, asked: AskedWork, deps: DeskDeps): Promise<CommandReply> {
  const { tenant, actor, surface, channel, input } = request;
  const inputs = await attachedFiles(deps.artifacts, tenant, request.attachments);
  const settings = (await deps.settings.resolve(tenant, channel)).values;
  const place: Place = { tenant, surface, channel, thread: request.thread ?? threadId(deps.ids.next()) };
  const { body: task, artifacts } = storedBody(asked.task, 'request.md', deps.ids);
  await recordSpoken(request, place, deps);
  const { mode, givenPlan, reuse } = asked;
  return { kind: 'started', ...(await openRun({ place, requester: actor, mode, task, inputs, settings, givenPlan, reuse }, input, artifacts, deps)) };
}

/** Before anything that answers it, so that the thread reads in order. */
export async function recordSpoken(request: Pick<CommandRequest, 'actor' | 'input' | 'text'>, place: Place, deps: DeskDeps): Promise<void> {
  if (!deps.keepsPeople.has(place.surface)) return;
  await deps.posts.recordPerson({ id: request.input, place, author: request.actor, text: request.text });
}
