/**
 * What time alone brings: reminders, escalations, parking, a stall noticed, a long run's report. Silence never means
 * yes or no. `nextDue` says when to look again.
 */
import type { Deadline } from './decision.ts';
import type { WorkflowEvent } from './event.ts';
import { personId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

/** Source, anti-patterns: "for workflows over 10 minutes, give the user a progress update". */
const REPORT_EVERY_MS = 10 * 60_000;
/** Source, failure recovery: a stall is nothing finished for twice the expected run time. */
const STALL_FACTOR = 2;
const MINUTE_MS = 60_000;

interface Due {
  readonly at: number;
  readonly event: WorkflowEvent;
}

/** The events whose moment has come. */
export function dueEvents(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  const due = dues(workflow, now).filter(({ at }) => at <= now);
  return due.slice(0, 1).map(({ event }) => event);
}

/** The next moment at which something falls due; null: never. */
export function nextDue(workflow: Workflow): number | null {
  const moments = dues(workflow, workflow.updatedAt).map(({ at }) => at);
  return moments.length === 0 ? null : Math.min(...moments);
}

function dues(workflow: Workflow, now: number): readonly Due[] {
  if (workflow.stage.kind === 'ended') return [];
  return [...(workflow.parked || workflow.away ? [] : deadlines(workflow, now)), ...newDays(workflow), ...stall(workflow), ...report(workflow, now)].toSorted(
    (a, b) => a.at - b.at,
  );
}

/** Each at its own moment, whatever their order: parking does not wait for a reminder that was set for later. */
function deadlines(workflow: Workflow, now: number): readonly Due[] {
  return openDecisions(workflow).flatMap(({ id, deadline, reminded, escalatedTo }): Due[] => {
    const to = workflow.settings.escalate_to.map(personId);
    const due: Due[] = [{ at: deadline.parkAt, event: { kind: 'parked', decision: id } }];
    if (escalatedTo === null && deadline.escalateAt !== null)
      due.unshift({ at: deadline.escalateAt, event: { kind: 'decision-escalated', decision: id, to, ...afterLate(deadline, deadline.escalateAt, now) } });
    if (!reminded) due.unshift({ at: deadline.remindAt, event: { kind: 'decision-reminded', decision: id, ...afterLate(deadline, deadline.remindAt, now) } });
    return due;
  });
}

/** A process takes over within seconds: later than this there was none, and people had nobody to answer to. */
const LATE_MS = MINUTE_MS;

/** What comes after a late step is as far from it as it would have been. */
function afterLate(deadline: Deadline, at: number, now: number): { readonly deadline?: Deadline } {
  const late = now - at;
  if (late <= LATE_MS) return {};
  const later = (moment: number): number => (moment > at ? moment + late : moment);
  const { remindAt, escalateAt, parkAt } = deadline;
  return { deadline: { remindAt: later(remindAt), escalateAt: escalateAt === null ? null : later(escalateAt), parkAt: later(parkAt) } };
}

/** A new day has a budget of its own: what was asked about the old one's is moot. */
function newDays(workflow: Workflow): readonly Due[] {
  return openDecisions(workflow).flatMap(({ id, question }): Due[] =>
    question.kind === 'cap-reached' && question.until !== null
      ? [{ at: question.until, event: { kind: 'decision-voided', decision: id, reason: 'day-over' } }]
      : [],
  );
}

/** Calls in flight are alive: a call of a dead process is interrupted at the takeover, and does not stand here. */
function stall(workflow: Workflow): readonly Due[] {
  if (workflow.running.size === 0 || workflow.noticed.stallSince === workflow.progressAt) return [];
  const plan = workflow.proposal?.plan;
  const estimates = [...workflow.running.values()].map(({ subject }) =>
    plan && subject.kind === 'workstream' ? (workstreamOf(plan, subject.workstream)?.estimateMinutes ?? 1) : 1,
  );
  const at = workflow.progressAt + STALL_FACTOR * Math.max(...estimates) * MINUTE_MS;
  return [{ at, event: { kind: 'stall-noticed', since: workflow.progressAt, running: [...workflow.running.keys()] } }];
}

function report(workflow: Workflow, now: number): readonly Due[] {
  if (workflow.running.size === 0 || !workflow.start) return [];
  const last = workflow.noticed.progressAt ?? workflow.start.at;
  return [{ at: last + REPORT_EVERY_MS, event: { kind: 'progress-noticed', elapsedMs: Math.max(now, last + REPORT_EVERY_MS) - workflow.start.at } }];
}
