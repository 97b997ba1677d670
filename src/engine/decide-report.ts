/**
 * What a report on tracked work means: events that any run knows, and one for work that somebody took up. Nothing
 * that is completed goes back unless the report says so.
 */
import type { RefusalReason, WorkflowEvent } from './event.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import type { Override } from './input.ts';
import { workstreamOf } from './plan.ts';
import { manyFailed } from './questions.ts';
import type { Report, ReportStatus } from './report.ts';
import type { Workflow, WorkstreamRecord, WorkstreamStatus } from './state.ts';
import { coverageOf } from './status.ts';
import { windDown } from './stops.ts';
import { isTracked } from './tracked.ts';

type Reporting = Extract<Override, { kind: 'report' }>;

export function reported(workflow: Workflow, by: PersonId, { workstream, report }: Reporting): readonly WorkflowEvent[] {
  const record = workflow.workstreams.get(workstream);
  if (!record || saysNothingNew(record, report, by)) return [];
  const reopened: readonly WorkflowEvent[] = isReopened(record.status, report.status)
    ? [{ kind: 'workstream-requeued', workstream, by, note: null, loop: false }]
    : [];
  return [...reopened, ...newsOf(workstream, report, by)];
}

/** Everything that has no result is a gap from here on, and is told as one. */
export function aggregated(workflow: Workflow, by: PersonId): readonly WorkflowEvent[] {
  return windDown(workflow, by);
}

export function reportRefusal(workflow: Workflow, by: PersonId, { workstream, report, again }: Reporting): RefusalReason | null {
  if (!isTracked(workflow)) return { kind: 'not-tracked' };
  // Somebody asked for the whole: the list is closed, also where the integration has not begun yet.
  if (workflow.windingDown) return { kind: 'not-running' };
  const record = workflow.workstreams.get(workstream);
  if (!record) return { kind: 'unknown-workstream' };
  if (saysNothingNew(record, report, by)) return null;
  // The list is closed: what is reopened now would never be integrated.
  if (workflow.windingDown) return { kind: 'not-running' };
  const { status } = record;
  if (!again && !GOES_ON[status.kind].includes(report.status)) return { kind: 'already-settled', workstream, status: status.kind };
  if (report.status !== 'in_progress' && report.status !== 'completed') return null;
  const on = missingFor(workflow, workstream);
  if (on.length > 0) return { kind: 'waits-for', workstream, on };
  const failed = report.status === 'in_progress' ? manyFailed(workflow) : [];
  return failed.length > 0 ? { kind: 'many-failed', failed } : null;
}

export function aggregateRefusal(workflow: Workflow): RefusalReason | null {
  if (!isTracked(workflow)) return { kind: 'not-tracked' };
  return coverageOf(workflow).done === 0 ? { kind: 'no-results-yet' } : null;
}

/** What it needs and does not have yet. */
export function missingFor(workflow: Workflow, id: WorkstreamId): readonly WorkstreamId[] {
  const plan = workflow.proposal?.plan;
  const needed = (plan && workstreamOf(plan, id)?.dependsOn) ?? [];
  return needed.filter((other) => !['done', 'supplied'].includes(workflow.workstreams.get(other)?.status.kind ?? ''));
}

/** What may follow on what without a word about it: everything but a step back from a result. */
const GOES_ON: Readonly<Record<WorkstreamStatus['kind'], readonly ReportStatus[]>> = {
  pending: ['pending', 'in_progress', 'completed', 'failed', 'skipped'],
  running: [],
  blocked: ['pending', 'in_progress', 'completed', 'failed', 'skipped'],
  failed: ['pending', 'in_progress', 'completed', 'skipped'],
  skipped: ['pending', 'in_progress', 'completed'],
  cancelled: ['pending', 'in_progress', 'completed'],
  done: [],
  supplied: [],
};

/** Told twice, it is true once. */
function saysNothingNew({ status, takenUp }: WorkstreamRecord, report: Report, by: PersonId): boolean {
  switch (report.status) {
    case 'pending':
      return (status.kind === 'pending' || status.kind === 'blocked') && takenUp === null;
    case 'in_progress':
      return status.kind === 'pending' && takenUp?.by === by && takenUp.session === report.session;
    case 'completed':
      return (status.kind === 'supplied' || status.kind === 'done') && status.artifact.sha256 === report.artifact.sha256;
    case 'failed':
      return status.kind === 'failed' && status.failure.detail === report.detail;
    case 'skipped':
      return status.kind === 'skipped';
    default: {
      const missed: never = report;
      return missed;
    }
  }
}

/** A result, a failure or a skip that no longer holds. A result in place of a gap needs no reopening. */
function isReopened(status: WorkstreamStatus, report: ReportStatus): boolean {
  if (status.kind === 'pending' || status.kind === 'blocked') return report === 'pending';
  return report !== 'completed' || status.kind === 'done' || status.kind === 'supplied';
}

function newsOf(workstream: WorkstreamId, report: Report, by: PersonId): readonly WorkflowEvent[] {
  switch (report.status) {
    case 'pending':
      return [];
    case 'in_progress':
      return [{ kind: 'workstream-taken-up', workstream, by, session: report.session }];
    case 'completed':
      return [{ kind: 'workstream-supplied', workstream, by, artifact: report.artifact, opening: report.opening }];
    case 'failed':
      return [{ kind: 'workstream-failed', workstream, failure: { kind: 'reported', detail: report.detail }, by }];
    case 'skipped':
      return [{ kind: 'workstream-skipped', workstream, by }];
    default: {
      const missed: never = report;
      return missed;
    }
  }
}
