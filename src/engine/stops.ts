/** The three ways in which people stop work: one workstream, the rest of the plan, or everything. */
import type { WorkflowEvent } from './event.ts';
import type { PersonId, PhaseId, WorkstreamId } from './ids.ts';
import { isSubjectOf } from './schedule-workstreams.ts';
import type { Workflow, WorkstreamRecord } from './state.ts';

/** Aborts what runs for one workstream. The call's end is unknown, so it is booked at its reservation. */
export function abortWork(workflow: Workflow, id: WorkstreamId): readonly WorkflowEvent[] {
  return abort(workflow, (subject) => isSubjectOf(subject, id));
}

/** A handoff that is being written while work of its phase comes back would be old before it is there. */
export function abortHandoffs(workflow: Workflow, phases: readonly PhaseId[]): readonly WorkflowEvent[] {
  return abort(workflow, (subject) => subject.kind === 'handoff' && phases.includes(subject.phase));
}

/** No more starts: aborts what runs, cancels what has no result, and goes on to integrate what there is. */
export function windDown(workflow: Workflow, by: PersonId): readonly WorkflowEvent[] {
  return [...abort(workflow, () => true), ...acceptGaps(workflow, by), ...cancelUnsettled(workflow, by), { kind: 'wind-down', by }];
}

/** Ends the workflow now. What is done is kept. */
export function cancelAll(workflow: Workflow, by: PersonId): readonly WorkflowEvent[] {
  return [...abort(workflow, () => true), ...cancelUnsettled(workflow, by), { kind: 'ended', outcome: 'cancelled', by }];
}

function abort(workflow: Workflow, isMeant: (subject: Parameters<typeof isSubjectOf>[0]) => boolean): readonly WorkflowEvent[] {
  return [...workflow.running.values()]
    .filter(({ subject }) => isMeant(subject))
    .map(({ id, reservedUsd }) => ({ kind: 'attempt-interrupted', attempt: id, reason: 'cancelled', bookedUsd: reservedUsd }));
}

function acceptGaps(workflow: Workflow, by: PersonId): readonly WorkflowEvent[] {
  return [...workflow.workstreams.values()]
    .filter(({ status }) => status.kind === 'failed' && status.accepted === null)
    .map(({ id }) => ({ kind: 'gap-accepted', workstream: id, by }));
}

function cancelUnsettled(workflow: Workflow, by: PersonId): readonly WorkflowEvent[] {
  return [...workflow.workstreams.values()].filter(isUnsettled).map(({ id }) => ({ kind: 'workstream-cancelled', workstream: id, by }));
}

function isUnsettled({ status }: WorkstreamRecord): boolean {
  return status.kind === 'pending' || status.kind === 'running' || status.kind === 'blocked';
}
