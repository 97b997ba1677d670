/** Plain text in a thread whose run is not over: an exact word acts, anything else is added as context. Never by a model's reading. */
import { noticeCard } from '../cards/notice.ts';
import { refusalCard } from '../cards/refusal.ts';
import type { Decision } from '../engine/decision.ts';
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
import { exactWord, type SaidExactly } from './exact-words.ts';
import { readWorkflow } from './read-workflow.ts';
import { runsAtWork } from './runs-at-work.ts';

/** Null: no run in this thread, so the text is a request. */
export async function spokenInThread(request: CommandRequest, said: string, deps: DeskDeps): Promise<CommandReply | null> {
  const { tenant, thread } = request;
  if (thread === null) return null;
  const here = await runsAtWork(deps.archive, tenant, thread);
  const [newest] = here;
  if (!newest) return null;
  const exactly = exactWord(said);
  const given = exactly === null ? await inputs(request, newest, said, deps) : null;
  if (given) return given;
  if (exactly === null && request.attachments.length > 0) {
    throw new UserError('attachment.not-here', 'Files go with a request. This run has started with its own; start a new request in a new thread to add files.');
  }
  const note = noteText(said);
  const meant = exactly === null ? [newest] : await runsMeant(exactly, here, deps);
  const [run, ...others] = meant;
  if (!run || others.length > 0) return { kind: 'told', card: noticeCard(whichRun(exactly, here, meant)), thread };
  await recordSpoken(request, { tenant, surface: request.surface, channel: request.channel, thread }, deps);
  const word = exactly?.word ?? null;
  switch (word) {
    case 'approve':
      return await approve(request, run, deps);
    case 'stop':
      return await act(request, run, { kind: 'cancel' }, 'cancel', deps);
    case 'pause':
    case 'resume':
      return await act(request, run, { kind: word }, word, deps);
    case null:
      return await act(request, run, { kind: 'add-context', workstream: null, text: note, id: request.input }, 'context', deps);
    default: {
      const missed: never = word;
      return missed;
    }
  }
}

/** One is what a word acts on. Of several nobody may choose but who typed it. */
async function runsMeant({ word, number }: SaidExactly, here: readonly WorkflowSummary[], { archive }: DeskDeps): Promise<readonly WorkflowSummary[]> {
  if (number !== null) return here.filter((run) => run.number === number);
  if (word !== 'approve' || here.length === 1) return here;
  const states = await Promise.all(here.map(({ tenant, id }) => readWorkflow(archive, tenant, id)));
  const waiting = here.filter((_, index) => approvable(states[index] ?? null) !== null);
  return waiting.length > 0 ? waiting : here.slice(0, 1);
}

function whichRun(exactly: SaidExactly | null, here: readonly WorkflowSummary[], meant: readonly WorkflowSummary[]) {
  const told = meant.length > 0 ? meant : here;
  return { kind: 'which-run', number: exactly?.number ?? null, ways: told.map(({ number }) => `${exactly?.word} #${number}`) } as const;
}

type Acted = Extract<CommandReply, { kind: 'acted' }>;

async function act(
  request: CommandRequest,
  run: WorkflowSummary,
  change: Extract<Input, { kind: 'override' }>['change'],
  as: Acted['as'],
  deps: DeskDeps,
): Promise<Acted> {
  const { tenant, input: id } = request;
  const { id: workflow, thread } = run;
  const input: Input = { kind: 'override', actor: await actorOf(request, run, deps), change };
  return { kind: 'acted', workflow, thread, reply: await deliver({ tenant, workflow, id, input, artifacts: [] }, deps), as };
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

async function approve(request: CommandRequest, run: WorkflowSummary, deps: DeskDeps): Promise<Acted> {
  const { tenant, input: id } = request;
  const { id: workflow, thread } = run;
  const state = await readWorkflow(deps.archive, tenant, workflow);
  const question = approvable(state);
  const isLater = question !== null && request.saidAt !== undefined && question.askedAt > request.saidAt + CLOCKS_DIFFER_MS;
  if (!question || isLater) {
    const reason = { kind: isLater ? 'superseded' : 'unknown-decision' } as const;
    return { kind: 'acted', workflow, thread, reply: { kind: 'refused', reason, card: refusalCard(reason, state) }, as: 'answer' };
  }
  const { decision, option } = question;
  const input: Input = { kind: 'answer', decision, option, actor: await actorOf(request, run, deps), text: null, supplied: null };
  return { kind: 'acted', workflow, thread, reply: await deliver({ tenant, workflow, id, input, artifacts: [] }, deps), as: 'answer' };
}

/** Words can come long after they were said; whoever said them saw what was asked then. By two clocks: a platform's, and this one. */
const CLOCKS_DIFFER_MS = 10_000;

type Approvable = Pick<Extract<Input, { kind: 'answer' }>, 'decision' | 'option'> & { readonly askedAt: number };

/** The questions that "approve" can mean, and what it answers there: the plan, or a gate. What else has an approval is answered where its words stand. */
const APPROVALS: Partial<Readonly<Record<Decision['question']['kind'], 'approve' | 'run'>>> = {
  'plan-approval': 'approve',
  'run-plan': 'run',
  'phase-gate': 'approve',
};

function approvable(workflow: Workflow | null): Approvable | null {
  for (const { id, question, askedAt } of workflow ? openDecisions(workflow) : []) {
    const option = APPROVALS[question.kind];
    if (option) return { decision: id, option, askedAt };
  }
  return null;
}
