/** Where a supervised plan stands: what the supervisor has yet to look at, and how often it sent something back. */
import type { ArtifactRef } from './body.ts';
import type { WorkstreamId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { MAX_RETRIES } from './plan.ts';
import type { Workflow, WorkstreamRecord } from './state.ts';
import { isCarriedOut, type Supervised } from './supervision.ts';

/** The oldest result, or failure, that waits for the supervisor. Null: none does, or there is no supervisor any more. */
export function underReview(workflow: Workflow): WorkstreamId | null {
  if (!isSupervised(workflow)) return null;
  const waiting = [...workflow.workstreams.values()].filter((record) => isUnseen(workflow, record));
  return waiting.toSorted((one, other) => (one.settledAt ?? 0) - (other.settledAt ?? 0))[0]?.id ?? null;
}

/** Whether this very workstream's result, or failure, waits for the supervisor. */
export function isUnderReview(workflow: Workflow, id: WorkstreamId): boolean {
  const record = workflow.workstreams.get(id);
  return record !== undefined && isSupervised(workflow) && isUnseen(workflow, record);
}

/** The supervisor is at it, or what it chose waits for people: their menu for the same thing would only be in the way. */
export function isBeingReviewed(workflow: Workflow, id: WorkstreamId): boolean {
  if (!isUnderReview(workflow, id)) return false;
  const calls = [...workflow.running.values()].some(({ subject }) => subject.kind === 'review' && subject.workstream === id);
  return calls || openDecisions(workflow).some(({ question }) => question.kind === 'growth-approval' && question.workstream === id);
}

export function nextRound(workflow: Workflow): number {
  return workflow.supervision.decisions.length + 1;
}

export function roundsLeft(workflow: Workflow): number {
  return Math.max(0, (workflow.proposal?.plan.growth?.maxRounds ?? 0) - workflow.supervision.decisions.length);
}

/** It may still choose something. */
function isSupervised(workflow: Workflow): boolean {
  const plan = workflow.proposal?.plan;
  const phase = plan?.phases.at(-1);
  if (!plan?.growth || !phase || workflow.windingDown || workflow.supervision.isClosed || workflow.stage.kind !== 'running') return false;
  return workflow.phases.get(phase.id)?.state.kind === 'running' && roundsLeft(workflow) > 0;
}

/** Decisions that sent it back, to the same agent or to another. */
export function timesSentBack({ supervision }: Workflow, id: WorkstreamId): number {
  return supervision.decisions.filter((one) => one.workstream === id && isSentBack(one)).length;
}

/** The decision that its work now follows; null where it was not sent back. */
export function lastSentBack({ supervision }: Workflow, id: WorkstreamId): Supervised | null {
  return supervision.decisions.findLast((one) => one.workstream === id && isSentBack(one)) ?? null;
}

export function resultOf(workflow: Workflow, id: WorkstreamId): ArtifactRef | null {
  const status = workflow.workstreams.get(id)?.status;
  return status?.kind === 'done' || status?.kind === 'supplied' ? status.artifact : null;
}

function isSentBack(decided: Supervised): boolean {
  const { choice } = decided.review;
  return (choice === 'redo' || choice === 'reassign') && isCarriedOut(decided);
}

/** A failure that was sent back as often as retries are allowed is for people alone. */
function isUnseen(workflow: Workflow, { id, status, reviewed }: WorkstreamRecord): boolean {
  if (reviewed) return false;
  switch (status.kind) {
    case 'done':
    case 'supplied':
      return true;
    case 'failed':
      return status.accepted === null && timesSentBack(workflow, id) < MAX_RETRIES;
    case 'pending':
    case 'running':
    case 'blocked':
    case 'skipped':
    case 'cancelled':
      return false;
    default: {
      const missed: never = status;
      return missed;
    }
  }
}
