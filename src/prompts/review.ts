/** The prompt of a supervisor: after a result it sees that result whole, the plan so far and what it decided before, and chooses once. */
import type { Subject } from '../engine/call.ts';
import { explicitParts } from '../engine/parts.ts';
import { MAX_RETRIES, MAX_TASK_WORDS, type Plan, phaseOf, type Workstream, workstreamOf } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow, WorkstreamStatus } from '../engine/state.ts';
import type { Supervised } from '../engine/supervision.ts';
import { roundsLeft, timesSentBack } from '../engine/under-review.ts';
import { fencedResult } from './context-blocks.ts';
import { fenced } from './fence.ts';
import { givenTexts } from './given-texts.ts';
import { handedOver } from './handed-over.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { assembled, oneLine, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { WORK_LINE } from './work-line.ts';

export function reviewPrompt(workflow: Workflow, subject: Extract<Subject, { kind: 'review' }>, materials: Materials): Prompt {
  const plan = workflow.proposal?.plan;
  const workstream = plan && workstreamOf(plan, subject.workstream);
  if (!plan || !workstream) throw new Error(`The plan of workflow ${workflow.id} has no workstream ${subject.workstream}`);
  const phase = phaseOf(plan, workstream.id);
  const prompt = assembled({
    role: 'You supervise the work of several agents. They do the pieces; you alone decide what is done next, one decision at a time.',
    task: `Decide what follows from [${workstream.id}] ${oneLine(workstream.title)}, so that the request is answered with as little work as it takes.`,
    constraints: [
      'accept: it is good enough to build on, and other pieces are still at work or waiting. Of a piece that failed: leave it to people.',
      'redo: the same agent does it again; notes say what must be different. reassign: another agent type or another persona does it; name at least one of them.',
      'spawn: it is good, and the request needs one more piece; next describes it so that an agent who sees nothing else can do it. dependsOn holds the numbers of the pieces whose results it needs.',
      'finish: with what is there and what is at work, the request can be answered. The results are integrated afterwards by themselves: no piece is for that.',
      ...partsLine(plan, materials.task),
      `work of a piece says what it produces. ${WORK_LINE} What makes something is for general.`,
      `The task of a piece that you add is under ${TASK_WORDS} words, and so are notes: with its role and rules a prompt has at most ${MAX_TASK_WORDS}. What is larger is split.`,
      ...limits(workflow, workstream),
    ],
    input: [
      section('The request', fenced('the request', stripMarks(materials.task))),
      section('Parts of the request', partsSoFar(plan)),
      section('The plan so far', planSoFar(workflow, plan)),
      section('Your decisions so far', workflow.supervision.decisions.map(decided).join('\n')),
      phase ? handedOver(workflow, phase.id) : '',
      section(`The task of [${workstream.id}]`, fenced('the task', stripMarks(workstream.task))),
      givenTexts(workstream),
      outcome(workflow, workstream, materials),
      people(workflow, materials),
      peopleNotes(workflow, null),
      lastTry(workflow, subject),
    ],
    format:
      'choice, and a reason of one sentence that people can read. notes for redo and reassign; agent and persona for reassign; next for spawn, with the parts of the request that it does (empty where the request has no numbered parts). What does not belong to your choice is null.',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

/** Leaves room for role, rules, title and check. */
const TASK_WORDS = 300;

function partsLine(plan: Plan, task: string): readonly string[] {
  const { count, stages } = explicitParts(stripMarks(task));
  // Of a composition that text is for its inputs.
  if (count < 2 || plan.composition !== undefined) return [];
  const order = stages.length > 1 ? ' What stands after a THEN is added only after what stands before it, and depends on that.' : '';
  const named = plan.growth?.parts ? ' A piece names in parts the numbers of those that it does: one, while there is room for a piece for each.' : '';
  return [`The request joins ${count} parts with AND or THEN: finish only when each of them is done or at work, and leave none out.${named}${order}`];
}

/** By number, with who does each: one that nobody does keeps the supervisor from finishing. */
function partsSoFar(plan: Plan): string {
  const { parts = [] } = plan.growth ?? {};
  if (parts.length === 0) return '';
  const lines = parts.map((text, index) => {
    const doers = plan.workstreams.filter((workstream) => workstream.parts?.includes(index + 1)).map(({ id }) => `[${id}]`);
    const nobody = plan.growth?.dropped?.includes(index + 1) ? 'people took it out: it stays out' : 'nobody yet';
    return `${index + 1}. ${text} (${doers.length === 0 ? nobody : doers.join(', ')})`;
  });
  return fenced('the parts', lines.join('\n'));
}

function limits(workflow: Workflow, workstream: Workstream): readonly string[] {
  const { proposal } = workflow;
  const room = (proposal?.envelope.maxWorkstreams ?? 0) - (proposal?.plan.workstreams.length ?? 0);
  const again = MAX_RETRIES - timesSentBack(workflow, workstream.id);
  return [
    `This decision included, ${roundsLeft(workflow)} are left; afterwards what is at work finishes, and nothing is added.`,
    room > 0 ? `At most ${room} more pieces can be added.` : 'No more pieces can be added.',
    again > 0 ? `[${workstream.id}] can be sent back ${again} more times.` : `[${workstream.id}] cannot be sent back again.`,
    `Approved agent types: ${proposal?.envelope.agents.join(', ') ?? 'none'}. explore reads and reports, plan thinks and decides, general makes things. Another type asks people first and takes time.`,
  ];
}

function planSoFar(workflow: Workflow, plan: Plan): string {
  return plan.workstreams
    .map(({ id, title, agent, persona, dependsOn }) => {
      const status = workflow.workstreams.get(id)?.status ?? { kind: 'pending' };
      const needs = dependsOn.length === 0 ? '' : `, needs ${dependsOn.map((needed) => `[${needed}]`).join(', ')}`;
      return `- [${id}] ${oneLine(title)} (${agent}${persona === null ? '' : `, ${persona}`}${needs}): ${STATUS_WORDS[status.kind]}`;
    })
    .join('\n');
}

const STATUS_WORDS: Readonly<Record<WorkstreamStatus['kind'], string>> = {
  pending: 'waiting',
  running: 'at work',
  done: 'done',
  failed: 'failed',
  blocked: 'blocked by a piece without a result',
  skipped: 'skipped by a person',
  supplied: 'supplied by a person',
  cancelled: 'cancelled',
};

/** What was said about it is a person's or follows from what workers wrote: material. */
function decided({ round, workstream, review, approval, refused }: Supervised): string {
  const added =
    review.choice === 'spawn' && approval?.granted !== false && refused === undefined ? ` of [${review.added.id}] ${oneLine(review.added.title)}` : '';
  const line = `- ${round}. [${workstream}] ${review.choice}${added}\n${fenced('the reason', stripMarks(review.reason))}`;
  if (refused !== undefined) return `${line}\nBaton refused this: the prompt would have had ${refused.words} words, and at most ${MAX_TASK_WORDS} are allowed.`;
  if (approval?.granted !== false) return line;
  return approval.text ? `${line}\nA person refused this:\n${fenced('a person', stripMarks(approval.text))}` : `${line}\nA person refused this.`;
}

function outcome(workflow: Workflow, workstream: Workstream, materials: Materials): string {
  const status = workflow.workstreams.get(workstream.id)?.status;
  if (status?.kind === 'failed') return section(`[${workstream.id}] failed`, fenced('the error', `${status.failure.kind}: ${status.failure.detail}`));
  const whole = materials.dependencies.find(({ id }) => id === workstream.id);
  return section(`The result of [${workstream.id}]`, whole ? fencedResult(whole) : 'It could not be read.');
}

function people(workflow: Workflow, { personas }: Materials): string {
  const used = new Set((workflow.proposal?.plan.workstreams ?? []).map(({ persona }) => persona));
  return section(
    'Personas to choose from',
    personas.map(({ name, description }) => `- ${name}${used.has(name) ? ' (in the plan)' : ''}: ${oneLine(description)}`).join('\n'),
  );
}
