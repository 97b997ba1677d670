/** Plain text in a thread whose run is not over: an exact word acts, anything else is added as context. Never by a model's reading. */
import { refusalCard } from '../cards/refusal.ts';
import type { Input } from '../engine/input.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Workflow } from '../engine/state.ts';
import { UserError } from '../errors.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import { actorOf } from './actor-of.ts';
import { attachedFiles } from './attachments.ts';
import { noteText } from './clean-text.ts';
import { deliver } from './deliver.ts';
import type { DeskDeps } from './desk-deps.ts';
import { giveInputs, inputsAsked } from './desk-inputs.ts';
import { recordSpoken } from './desk-request.ts';
import { exactWord } from './exact-words.ts';
import { readWorkflow } from './read-workflow.ts';

/** Null: no run in this thread, so the text is a request. */
export async function spokenInThread(request: CommandRequest, said: string, deps: DeskDeps): Promise<CommandReply | null> {
  const { tenant, thread } = request;
  if (thread === null) return null;
  const [running] = await deps.archive.workflows(tenant, { active: true, thread, limit: 1 });
  if (!running) return null;
  const word = exactWord(said);
  const given = word === null ? await inputs(request, running, said, deps) : null;
  if (given) return given;
  if (word === null && request.attachments.length > 0) {
    throw new UserError('attachment.not-here', 'Files go with a request. This run has started with its own; start a new request in a new thread to add files.');
  }
  const note = noteText(said);
  await recordSpoken(request, { tenant, surface: request.surface, channel: request.channel, thread }, deps);
  switch (word) {
    case 'approve':
      return await approve(request, running, deps);
    case 'stop':
      return await act(request, running, { kind: 'cancel' }, 'cancel', deps);
    case 'pause':
    case 'resume':
      return await act(request, running, { kind: word }, word, deps);
    case null:
      return await act(request, running, { kind: 'add-context', workstream: null, text: note }, 'context', deps);
    default: {
      const missed: never = word;
      return missed;
    }
  }
}

type Acted = Extract<CommandReply, { kind: 'acted' }>;

async function act(
  request: CommandRequest,
  { id: workflow, thread }: WorkflowSummary,
  change: Extract<Input, { kind: 'override' }>['change'],
  as: Acted['as'],
  deps: DeskDeps,
): Promise<Acted> {
  const { tenant, input: id } = request;
  const reply = await deliver({ tenant, workflow, id, input: { kind: 'override', actor: actorOf(request), change }, artifacts: [] }, deps);
  return { kind: 'acted', workflow, thread, reply, as };
}

/** A composition that asked for its inputs takes plain words as them: they decide nothing, and the plan is still to be approved. */
async function inputs(request: CommandRequest, { id: workflow, thread }: WorkflowSummary, said: string, deps: DeskDeps): Promise<Acted | null> {
  const { tenant, surface, channel } = request;
  const state = await readWorkflow(deps.archive, tenant, workflow);
  const asked = state && inputsAsked(state);
  if (!state || !asked) return null;
  const files = await attachedFiles(deps.artifacts, tenant, request.attachments);
  await recordSpoken(request, { tenant, surface, channel, thread }, deps);
  return {
    kind: 'acted',
    workflow,
    thread,
    reply: await giveInputs({ by: request, workflow: state, decision: asked.id, text: said, files }, deps),
    as: 'answer',
  };
}

/** The one open question that "approve" can mean: the plan, or a gate. */
async function approve(request: CommandRequest, { id: workflow, thread }: WorkflowSummary, deps: DeskDeps): Promise<Acted> {
  const { tenant, input: id } = request;
  const state = await readWorkflow(deps.archive, tenant, workflow);
  const question = state && approvable(state);
  if (!question) {
    const reason = { kind: 'unknown-decision' } as const;
    return { kind: 'acted', workflow, thread, reply: { kind: 'refused', reason, card: refusalCard(reason, state) }, as: 'answer' };
  }
  const input: Input = { kind: 'answer', ...question, actor: actorOf(request), text: null, supplied: null };
  return { kind: 'acted', workflow, thread, reply: await deliver({ tenant, workflow, id, input, artifacts: [] }, deps), as: 'answer' };
}

function approvable(workflow: Workflow): Pick<Extract<Input, { kind: 'answer' }>, 'decision' | 'option'> | null {
  for (const { id, options } of openDecisions(workflow)) {
    const option = options.find((candidate) => candidate.id === 'approve' || candidate.id === 'run');
    if (option) return { decision: id, option: option.id };
  }
  return null;
}
