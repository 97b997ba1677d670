/** A request becomes a workflow: settings as they are now, files checked, and the wake-up in the same transaction. */
import { decide } from '../engine/decide.ts';
import type { Mode, Place } from '../engine/event.ts';
import { type ThreadId, threadId, workflowId } from '../engine/ids.ts';
import type { Plan } from '../engine/plan.ts';
import { BatonError } from '../errors.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import type { Opening } from '../ports/ledger.ts';
import { attachedFiles } from './attachments.ts';
import type { DeskDeps } from './desk-deps.ts';
import { storedBody } from './stored-text.ts';

export interface AskedWork {
  readonly mode: Mode;
  readonly task: string;
  readonly givenPlan: Plan | null;
}

export async function startWorkflow(request: CommandRequest, asked: AskedWork, deps: DeskDeps): Promise<CommandReply> {
  const { tenant, actor, surface, channel, input } = request;
  const inputs = await attachedFiles(deps.artifacts, tenant, request.attachments);
  const settings = (await deps.settings.resolve(tenant, channel)).values;
  const thread = request.thread ?? threadId(deps.ids.next());
  const place: Place = { tenant, surface, channel, thread };
  const workflow = workflowId(deps.ids.next());
  const { body: task, artifacts } = storedBody(asked.task, 'request.md', deps.ids);
  await recordSpoken(request, place, deps);

  const first: Opening['first'] = (number) => {
    const now = deps.clock.now();
    const { mode, givenPlan } = asked;
    const decided = decide(
      { kind: 'none' },
      { kind: 'request', workflow, number, place, requester: actor, mode, task, inputs, settings, givenPlan, rehearsal: deps.rehearsal },
      now,
    );
    if (decided.after.kind === 'none') throw new BatonError('request-not-taken', 'The engine did not take a request.');
    return { recorded: decided.events.map((event, index) => ({ seq: index + 1, at: now, input, event })), after: decided.after };
  };
  const opened = await deps.ledger.open({ tenant, workflow, input, artifacts, first });
  deps.nudge();
  const existing = opened.duplicate ? await deps.archive.find(tenant, opened.workflow) : null;
  return { kind: 'started', workflow: opened.workflow, number: opened.number, thread: existing?.thread ?? thread };
}

/** Before anything that answers it, so that the thread reads in order. */
export async function recordSpoken(request: CommandRequest, place: Place & { readonly thread: ThreadId }, deps: DeskDeps): Promise<void> {
  if (!deps.keepsPeople.has(request.surface)) return;
  await deps.posts.recordPerson({ id: request.input, place, author: request.actor, text: request.text });
}
