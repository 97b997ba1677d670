/**
 * The human decides: at any time, whoever may answer may also override. Inside the approved envelope a change applies
 * at once; outside it becomes a question.
 */
import { editEvents, takenUp } from './decide-edit.ts';
import { changePhase } from './decide-phase.ts';
import { aggregated, reported } from './decide-report.ts';
import type { Actor, Question } from './decision.ts';
import type { WorkflowEvent } from './event.ts';
import { evolveWorkstream } from './evolve-workstream.ts';
import type { PersonId, PhaseId, WorkstreamId } from './ids.ts';
import type { Override, PlanEdit } from './input.ts';
import { openDecisions } from './open-decisions.ts';
import { overrideRefusal } from './override-refusal.ts';
import { applyEdits } from './plan-edit.ts';
import { overrideQuestion, staleQuestion } from './questions.ts';
import type { Workflow } from './state.ts';
import { abortWork, cancelAll } from './stops.ts';

export function override(workflow: Workflow, actor: Actor, change: Override, now: number): readonly WorkflowEvent[] {
  const reason = overrideRefusal(workflow, actor, change);
  if (reason) return [{ kind: 'refused', reason, actor: actor.id }];
  const events = meaningOf(workflow, actor, change, now);
  // A run that is cancelled or held needs no new deadlines.
  return change.kind === 'cancel' || change.kind === 'pause' ? events : takenUp(workflow, actor, events, now);
}

function meaningOf(workflow: Workflow, actor: Actor, change: Override, now: number): readonly WorkflowEvent[] {
  const by = actor.id;
  switch (change.kind) {
    case 'cancel':
      return cancelAll(workflow, by);
    case 'pause':
      return workflow.paused ? [] : [{ kind: 'paused', by }];
    case 'resume':
      return workflow.paused ? [{ kind: 'resumed', by }] : [];
    case 'add-context':
      return [{ kind: 'context-added', by, text: change.text, workstream: change.workstream, ...(change.id === undefined ? {} : { id: change.id }) }];
    case 'withdraw-context':
      return [{ kind: 'context-withdrawn', by, id: change.note }];
    case 'skip':
      return [...abortWork(workflow, change.workstream), { kind: 'workstream-skipped', workstream: change.workstream, by }];
    case 'supply':
      return [
        ...abortWork(workflow, change.workstream),
        { kind: 'workstream-supplied', workstream: change.workstream, by, artifact: change.artifact, opening: change.opening },
      ];
    case 'change':
      return changeWork(workflow, actor, change, now);
    case 'reorder':
      return [{ kind: 'workstream-reordered', workstream: change.workstream, by, dependsOn: change.dependsOn }];
    case 'change-phase':
      return changePhase(workflow, by, change);
    case 'report':
      return reported(workflow, by, change);
    case 'aggregate':
      return aggregated(workflow, by);
    case 'correct-handoff':
      return correctHandoff(workflow, by, change, now);
    default: {
      const missed: never = change;
      return missed;
    }
  }
}

/** Before the start a change is an edit of the plan, and is approved with it; afterwards it keeps the rules of a plan. */
function changeWork(workflow: Workflow, actor: Actor, change: Extract<Override, { kind: 'change' }>, now: number): readonly WorkflowEvent[] {
  const { workstream, agent, persona, task } = change;
  const edits: readonly PlanEdit[] = [
    ...(agent === null ? [] : [{ kind: 'set-agent', workstream, agent } as const]),
    ...(persona === null ? [] : [{ kind: 'set-persona', workstream, persona } as const]),
    ...(task === null ? [] : [{ kind: 'reword', workstream, title: null, task } as const]),
  ];
  if (workflow.stage.kind !== 'running' || !workflow.proposal) return changeBeforehand(workflow, actor, { change, edits }, now);
  const edited = applyEdits(workflow.proposal.plan, edits);
  if (edited.kind === 'problems') return [{ kind: 'refused', reason: { kind: 'plan-invalid', problems: edited.problems }, actor: actor.id }];
  return isInside(workflow, change)
    ? changed(workflow, change, actor.id)
    : [{ kind: 'decision-asked', decision: overrideQuestion(workflow, change, actor.id, now) }];
}

/** Skills and the model are no part of an edit: they are changed first. Whoever had agreed did so at another price, so it is proposed anew. */
function changeBeforehand(
  workflow: Workflow,
  actor: Actor,
  { change, edits }: { change: Extract<Override, { kind: 'change' }>; edits: readonly PlanEdit[] },
  now: number,
): readonly WorkflowEvent[] {
  if (change.skills === null && change.model === null) return editEvents(workflow, actor, null, edits);
  const first = changeEvent({ ...change, agent: null, persona: null, task: null }, actor.id);
  const edited = editEvents(evolveWorkstream(workflow, first, now), actor, null, edits);
  if (edited.some(({ kind }) => kind === 'refused')) return edited;
  const revision = (workflow.proposal?.revision ?? 0) + 1;
  const named = { revision, change: { dropped: [], changed: [change.workstream] } };
  return [first, ...edited.map((event): WorkflowEvent => (event.kind === 'plan-proposed' ? { ...event, ...named } : event))];
}

/** What was asked about it is asked anew, because its price is another. */
export function changed(workflow: Workflow, change: Extract<Override, { kind: 'change' }>, by: PersonId): readonly WorkflowEvent[] {
  const voided = openDecisions(workflow)
    .filter(({ question }) => asksAbout(question, change.workstream))
    .map(({ id }): WorkflowEvent => ({ kind: 'decision-voided', decision: id, reason: 'plan-changed' }));
  return [...(change.agent === null && change.model === null ? [] : voided), changeEvent(change, by)];
}

function changeEvent({ workstream, agent, persona, skills, model, task }: Extract<Override, { kind: 'change' }>, by: PersonId) {
  return { kind: 'workstream-changed', workstream, by, agent, persona, skills, model, task } as const;
}

function asksAbout(question: Question, workstream: WorkstreamId): boolean {
  switch (question.kind) {
    case 'failure-menu':
    case 'dependency-menu':
      return question.workstream === workstream;
    case 'many-failed':
      return question.failed.includes(workstream);
    default:
      return false;
  }
}

/** What people approved: the agent types of the plan. Cost has a cap of its own, which asks by itself. */
function isInside(workflow: Workflow, change: Extract<Override, { kind: 'change' }>): boolean {
  return change.agent === null || (workflow.proposal?.envelope.agents.includes(change.agent) ?? false);
}

/** Whoever had read the former handoff is stale: a rerun is offered with its price, never done unasked. */
function correctHandoff(workflow: Workflow, by: PersonId, change: Extract<Override, { kind: 'correct-handoff' }>, now: number): readonly WorkflowEvent[] {
  const stale = readersOf(workflow, change.phase);
  const corrected: WorkflowEvent = { kind: 'handoff-corrected', phase: change.phase, by, decisions: change.decisions, openItems: change.openItems, stale };
  return stale.length === 0 ? [corrected] : [corrected, { kind: 'decision-asked', decision: staleQuestion(workflow, change.phase, stale, now) }];
}

function readersOf(workflow: Workflow, phase: PhaseId) {
  const next = workflow.handoffs.find((handoff) => handoff.phase === phase)?.next;
  const readers = workflow.proposal?.plan.phases.find(({ id }) => id === next)?.workstreams ?? [];
  return readers.filter((id) => ['running', 'done'].includes(workflow.workstreams.get(id)?.status.kind ?? ''));
}
