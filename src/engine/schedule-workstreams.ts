/**
 * Workstreams while the plan runs: what gave up, what is blocked or free again, what people must be asked, and
 * what may start within the limit.
 */
import type { Subject } from './call.ts';
import { startCall, usedUp } from './ensure-call.ts';
import type { WorkflowEvent } from './event.ts';
import { isHeld } from './held.ts';
import type { WorkstreamId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { MAX_LOOP_ROUNDS, type Plan, type Workstream } from './plan.ts';
import { dependencyMenu, failureMenu, manyFailed, manyFailedQuestion } from './questions.ts';
import { currentPhaseIndex } from './schedule-phases.ts';
import { reviews } from './schedule-reviews.ts';
import { isBlocking } from './settled.ts';
import type { Workflow, WorkstreamRecord } from './state.ts';
import { isBeingReviewed, underReview } from './under-review.ts';

export function runningWorkstreams(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  for (const rule of [givenUp, blocking, reviews, questions, starts]) {
    const events = rule(workflow, plan, now);
    if (events.length > 0) return events;
  }
  return [];
}

function givenUp(workflow: Workflow, plan: Plan): readonly WorkflowEvent[] {
  return plan.workstreams.flatMap(({ id }): WorkflowEvent[] => {
    const record = workflow.workstreams.get(id);
    if (record?.status.kind !== 'pending') return [];
    const loop = record.loop;
    if (loop && loop.checks.length >= MAX_LOOP_ROUNDS && loop.checks.length === loop.round) {
      return [{ kind: 'workstream-failed', workstream: id, failure: { kind: 'check-not-passed', detail: loop.checks.at(-1)?.reason ?? '' } }];
    }
    const failure = usedUp(workflow, workSubject(id, record));
    return failure ? [{ kind: 'workstream-failed', workstream: id, failure }] : [];
  });
}

function blocking(workflow: Workflow, plan: Plan): readonly WorkflowEvent[] {
  return plan.workstreams.flatMap((workstream): WorkflowEvent[] => {
    const status = workflow.workstreams.get(workstream.id)?.status;
    if (status?.kind !== 'pending' && status?.kind !== 'blocked') return [];
    const by = workstream.dependsOn.find((id) => isGap(workflow, id));
    if (status.kind === 'pending') return by === undefined ? [] : [{ kind: 'workstream-blocked', workstream: workstream.id, by }];
    if (by === undefined) return [{ kind: 'workstream-unblocked', workstream: workstream.id }];
    return by === status.by ? [] : [{ kind: 'workstream-blocked', workstream: workstream.id, by }];
  });
}

function questions(workflow: Workflow, plan: Plan, now: number): readonly WorkflowEvent[] {
  if (workflow.windingDown) return [];
  const many = manyFailed(workflow);
  if (many.length > 0) {
    const asked = openDecisions(workflow).some(({ question }) => question.kind === 'many-failed');
    return asked ? [] : [{ kind: 'decision-asked', decision: manyFailedQuestion(workflow, plan, many, now) }];
  }
  const open = openDecisions(workflow).map(({ question }) => question);
  for (const { id } of plan.workstreams) {
    const status = workflow.workstreams.get(id)?.status;
    if (
      status?.kind === 'failed' &&
      status.accepted === null &&
      !isBeingReviewed(workflow, id) &&
      !open.some((question) => question.kind === 'failure-menu' && question.workstream === id)
    ) {
      return [{ kind: 'decision-asked', decision: failureMenu(workflow, plan, id, status.failure, now) }];
    }
    if (isBlocking(workflow, id) && !open.some((question) => question.kind === 'dependency-menu' && question.workstream === id)) {
      return [{ kind: 'decision-asked', decision: dependencyMenu(workflow, plan, id, now) }];
    }
  }
  return [];
}

function starts(workflow: Workflow, plan: Plan, now: number): readonly WorkflowEvent[] {
  // Nothing new starts while a result waits for the supervisor: it may change what comes next. Tracked work is started by others.
  if (plan.tracked || workflow.windingDown || isHeld(workflow) || manyFailed(workflow).length > 0 || underReview(workflow) !== null) return [];
  const busy = [...workflow.running.values()].filter(({ subject }) => subject.kind === 'workstream' || subject.kind === 'check').length;
  if (busy >= workflow.settings.max_parallel_agents) return [];
  const current = currentPhaseIndex(workflow, plan);
  for (const [index, phase] of plan.phases.entries()) {
    // A retry may bring back work of an earlier phase; a later phase never starts early.
    if (index > current || (index === current && workflow.phases.get(phase.id)?.state.kind === 'pending')) continue;
    for (const id of phase.workstreams) {
      const workstream = plan.workstreams.find((candidate) => candidate.id === id);
      const record = workflow.workstreams.get(id);
      if (workstream && record && isReady(workflow, workstream, record)) return startCall(workflow, workSubject(id, record), now);
    }
  }
  return [];
}

function isReady(workflow: Workflow, workstream: Workstream, record: WorkstreamRecord): boolean {
  return record.status.kind === 'pending' && workstream.dependsOn.every((id) => hasResult(workflow, id));
}

/** The worker itself, or the check of the round that its loop has drafted. */
function workSubject(id: WorkstreamId, record: WorkstreamRecord): Subject {
  const { loop } = record;
  return loop?.draft && loop.checks.length < loop.round ? { kind: 'check', workstream: id, round: loop.round } : { kind: 'workstream', workstream: id };
}

function hasResult(workflow: Workflow, id: WorkstreamId): boolean {
  const kind = workflow.workstreams.get(id)?.status.kind;
  return kind === 'done' || kind === 'supplied';
}

function isGap(workflow: Workflow, id: WorkstreamId): boolean {
  const kind = workflow.workstreams.get(id)?.status.kind;
  return kind === 'failed' || kind === 'skipped' || kind === 'cancelled' || kind === 'blocked';
}

/** Whether it is work on this workstream: its own, the check of a round, a supervisor's look at its result. */
export function isSubjectOf(subject: Subject, id: WorkstreamId): boolean {
  return 'workstream' in subject && subject.workstream === id;
}
