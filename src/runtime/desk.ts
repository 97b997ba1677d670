/** The desk: what adapters ask for on a person's behalf, as requests, answers, edits and overrides. */
import { type Command, readCommand } from '../../commands/index.ts';
import { type HelpTopic, helpCard } from '../cards/help.ts';
import { noticeCard } from '../cards/notice.ts';
import { refusalCard } from '../cards/refusal.ts';
import type { Mode } from '../engine/event.ts';
import { type InputId, inputId, type WorkstreamId, workflowOf, workstreamId } from '../engine/ids.ts';
import type { Input, Override, PlanEdit } from '../engine/input.ts';
import { workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { ActionReply, AnswerRequest, CommandReply, CommandRequest, Desk, EditRequest, OverrideRequest } from '../ports/desk.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { actorOf } from './actor-of.ts';
import { noteText, resultText } from './clean-text.ts';
import { deliver } from './deliver.ts';
import { branch } from './desk-branch.ts';
import type { DeskDeps } from './desk-deps.ts';
import { giveInputs } from './desk-inputs.ts';
import { loadInThread } from './desk-load.ts';
import { type NamesAsked, namesInEdits, namesInOverride, unknownName } from './desk-names.ts';
import { chosenWork } from './desk-options.ts';
import { placeChanged } from './desk-place.ts';
import { answerQuery } from './desk-query.ts';
import { report } from './desk-report.ts';
import { startWorkflow } from './desk-request.ts';
import { spokenInThread } from './desk-thread.ts';
import { readWorkflow } from './read-workflow.ts';
import { seenRun } from './seen-runs.ts';
import { storableRequest } from './storable-request.ts';
import { openingOfText, textArtifact } from './stored-text.ts';

export function createDesk(deps: DeskDeps): Desk {
  return {
    command: async (request) => command(storableRequest(request), deps),
    answer: async (request) => answer(storableRequest(request), deps),
    editPlan: async (request) => editPlan(storableRequest(request), deps),
    override: async (request) => override(storableRequest(request), deps),
    branch: async (request) => branch(storableRequest(request), deps),
    place: (change) => placeChanged(change, deps),
  };
}

async function command(request: CommandRequest, deps: DeskDeps): Promise<CommandReply> {
  if (request.text.trim() === '' && request.attachments.length > 0) {
    // Files alone can be what a composition asked for.
    const given = await spokenInThread(request, '', deps);
    if (given) return given;
  }
  const read = readCommand(request.text);
  switch (read.kind) {
    case 'request': {
      const spoken = read.mode === 'auto' ? ((await loadInThread(request, read.said, deps)) ?? (await spokenInThread(request, read.said, deps))) : null;
      if (!spoken && request.aside && read.mode === 'auto') return await overAlready(request, deps);
      return spoken ?? (await requested(request, read, deps));
    }
    case 'misread':
      return { kind: 'misread', card: helpCard(read.topic, read.problem) };
    case 'create':
      return await startWorkflow(request, { mode: 'tracked', task: read.task, givenPlan: read.plan, reuse: null }, deps);
    default:
      return await answerQuery(request, read, deps);
  }
}

/** People go on talking in a thread whose run has ended: nothing new begins by that. */
async function overAlready({ tenant, thread }: CommandRequest, { archive }: DeskDeps): Promise<CommandReply> {
  const [last] = await archive.workflows(tenant, { active: null, thread, limit: 1 });
  return { kind: 'told', card: noticeCard(last ? { kind: 'run-over', number: last.number } : { kind: 'no-run-here' }), thread };
}

async function requested(request: CommandRequest, read: Extract<Command, { kind: 'request' }>, deps: DeskDeps): Promise<CommandReply> {
  const asked = await chosenWork(request, read, deps);
  if (asked.kind === 'problems') return { kind: 'misread', card: helpCard(topicOf(read.mode), { kind: 'options', problems: asked.problems }) };
  return await startWorkflow(request, asked.work, deps);
}

function topicOf(mode: Mode): HelpTopic {
  return mode === 'orchestrate' || mode === 'parallel' || mode === 'plan-only' ? mode : 'baton';
}

async function answer(request: AnswerRequest, deps: DeskDeps): Promise<ActionReply> {
  const { tenant, input: id, decision, option, text } = request;
  const workflow = workflowOf(decision);
  const found = await seenRun(request, workflow, deps);
  if (!found) return { kind: 'not-found' };
  if (request.note !== undefined) return await answerWithNote(request, request.note, deps);
  const actor = await actorOf(request, found, deps);
  if (option === 'supply' && text !== null && text.trim() !== '') {
    const state = await readWorkflow(deps.archive, tenant, workflow);
    const question = state?.decisions.get(decision)?.question;
    if (state && question?.kind === 'missing-inputs') return await giveInputs({ by: request, workflow: state, decision, text, files: [] }, deps);
    const made = suppliedText(state, question && 'workstream' in question ? question.workstream : null, text, deps);
    const input: Input = { kind: 'answer', decision, option, actor, text: made.opening, supplied: made.artifact.ref };
    return await deliver({ tenant, workflow, id, input, artifacts: [made.artifact] }, deps);
  }
  const input: Input = { kind: 'answer', decision, option, actor, text: text === null ? null : noteText(text), supplied: null };
  return await deliver({ tenant, workflow, id, input, artifacts: [] }, deps);
}

/** Only their author's words are an answer of theirs. What is refused leaves them what they are. */
async function answerWithNote({ note: _, ...request }: AnswerRequest, id: InputId, deps: DeskDeps): Promise<ActionReply> {
  const workflow = workflowOf(request.decision);
  const state = await readWorkflow(deps.archive, request.tenant, workflow);
  const note = state?.notes.find((one) => one.id === id && one.by === request.actor);
  const reason = { kind: 'unknown-note' } as const;
  if (!note) return { kind: 'refused', reason, card: refusalCard(reason, state) };
  const reply = await answer({ ...request, text: note.text }, deps);
  if (reply.kind !== 'accepted') return reply;
  await override({ ...request, input: inputId(`${request.input}:withdrawn`), workflow, change: { kind: 'withdraw-context', note: id } }, deps);
  return reply;
}

async function editPlan(request: EditRequest, deps: DeskDeps): Promise<ActionReply> {
  const { tenant, input: id, workflow, baseHash, edits } = request;
  const found = await seenRun(request, workflow, deps);
  if (!found) return { kind: 'not-found' };
  const unknown = await refusedName(request, namesInEdits(edits), deps);
  if (unknown) return unknown;
  const input: Input = { kind: 'edit-plan', actor: await actorOf(request, found, deps), baseHash, edits: edits.map(storableEdit) };
  return await deliver({ tenant, workflow, id, input, artifacts: [] }, deps);
}

async function refusedName({ tenant, workflow }: EditRequest | OverrideRequest, names: NamesAsked, deps: DeskDeps): Promise<ActionReply | null> {
  const state = await readWorkflow(deps.archive, tenant, workflow);
  const reason = await unknownName(names, state?.proposal?.plan ?? null, deps.library);
  return reason && { kind: 'refused', reason, card: refusalCard(reason, state) };
}

function storableEdit(edit: PlanEdit): PlanEdit {
  if (edit.kind !== 'reword') return edit;
  return { ...edit, title: edit.title === null ? null : noteText(edit.title), task: edit.task === null ? null : noteText(edit.task) };
}

async function override(request: OverrideRequest, deps: DeskDeps): Promise<ActionReply> {
  const { tenant, input: id, workflow, change } = request;
  const found = await seenRun(request, workflow, deps);
  if (!found) return { kind: 'not-found' };
  const unknown = await refusedName(request, namesInOverride(change), deps);
  if (unknown) return unknown;
  const actor = await actorOf(request, found, deps);
  const apply = (stated: Override, artifacts: readonly NewArtifact[] = []) =>
    deliver({ tenant, workflow, id, input: { kind: 'override', actor, change: stated }, artifacts }, deps);
  switch (change.kind) {
    case 'supply': {
      const state = await readWorkflow(deps.archive, tenant, workflow);
      const reason = { kind: 'text-needed' } as const;
      if (change.text.trim() === '') return { kind: 'refused', reason, card: refusalCard(reason, state) };
      const workstream = workstreamId(change.workstream);
      const made = suppliedText(state, workstream, change.text, deps);
      return await apply({ kind: 'supply', workstream, artifact: made.artifact.ref, opening: made.opening }, [made.artifact]);
    }
    case 'report': {
      const state = await readWorkflow(deps.archive, tenant, workflow);
      return state ? await report(request, state, change, deps) : { kind: 'not-found' };
    }
    case 'add-context':
      return await apply({ ...change, text: noteText(change.text) });
    case 'change':
      return await apply({ ...change, task: change.task === null ? null : noteText(change.task) });
    case 'correct-handoff':
      return await apply({ ...change, decisions: change.decisions.map(noteText), openItems: change.openItems.map(noteText) });
    case 'cancel':
    case 'pause':
    case 'resume':
    case 'skip':
    case 'reorder':
    case 'withdraw-context':
    case 'change-phase':
    case 'aggregate':
      return await apply(change);
    default: {
      const missed: never = change;
      return missed;
    }
  }
}

/** A result by hand takes the place, and the file name, of the one it stands in for. */
function suppliedText(state: Workflow | null, workstream: WorkstreamId | null, text: string, deps: DeskDeps): { artifact: NewArtifact; opening: string } {
  const planned = state?.proposal && workstream ? workstreamOf(state.proposal.plan, workstream) : undefined;
  const clean = resultText(text);
  return { artifact: textArtifact(clean, planned?.deliverable ?? 'supplied.md', deps.ids), opening: openingOfText(clean) };
}
