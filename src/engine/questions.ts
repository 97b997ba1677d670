/** Builds the questions that go to people, with the price and the loss of each option; and finds those that no longer stand. */
import { ask, free } from './asking.ts';
import type { Subject } from './call.ts';
import { type CompositionRun, missingInputs } from './composition.ts';
import type { Decision, DecisionOption, Question } from './decision.ts';
import { usualCheckUsd, usualHandoffUsd, usualWorkstreamUsd } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { growthApprovalStands } from './growth.ts';
import type { PersonId, PhaseId, WorkstreamId } from './ids.ts';
import type { Override } from './input.ts';
import { openDecisions } from './open-decisions.ts';
import { otherWays } from './other-ways.ts';
import { AGENT_TYPES, dependentsOf, type Envelope, MAX_LOOP_ROUNDS, MAX_WORKSTREAMS, type Plan, workstreamOf } from './plan.ts';
import { overridePolicy } from './policy.ts';
import { isBlocking } from './settled.ts';
import { isStale, phasesToReopen, workToRedo } from './stale-work.ts';
import type { Workflow } from './state.ts';
import { isUnderReview } from './under-review.ts';
import { castingVoteStands } from './verdict.ts';

/** Source, failure recovery: at three failed workstreams stop spawning, and ask. */
const MANY_FAILURES = 3;

/** Text tools only; tools that write come later and widen it. */
const TOOLS = ['read_input', 'read_artifact'];

export function envelopeFor(workflow: Workflow, plan: Plan): Envelope {
  return {
    maxWorkstreams: Math.max(MAX_WORKSTREAMS, plan.workstreams.length),
    maxRounds: MAX_LOOP_ROUNDS,
    // Reading is always inside, and for a plan that grows thinking as well; what else people approved is what the plan shows them.
    agents: AGENT_TYPES.filter(
      (agent) => agent === 'explore' || (agent === 'plan' && plan.growth) || plan.workstreams.some((workstream) => workstream.agent === agent),
    ),
    tools: TOOLS,
    costCapUsd: workflow.capUsd,
  };
}

export function planQuestion(workflow: Workflow, now: number): Decision {
  const planHash = workflow.proposal?.hash ?? '';
  const revision = workflow.proposal?.revision ?? 0;
  const others = otherWays(workflow);
  if (workflow.stage.kind === 'shown') return ask(workflow, now, { kind: 'run-plan', planHash, revision }, [free('run'), ...others, free('dismiss')]);
  return ask(workflow, now, { kind: 'plan-approval', planHash, revision }, [free('approve'), ...others, free('cancel')]);
}

/** What they write is no approval: one of those who may act is enough, and the requester always may. */
export function inputsQuestion(workflow: Workflow, run: CompositionRun, now: number): Decision {
  const question = { kind: 'missing-inputs', composition: run.name, inputs: missingInputs(run) } as const;
  return { ...ask(workflow, now, question, [{ ...free('supply'), needsText: true }, free('cancel')]), policy: overridePolicy(workflow) };
}

export function gateQuestion(workflow: Workflow, phase: PhaseId, now: number): Decision {
  return ask(workflow, now, { kind: 'phase-gate', phase }, [free('approve'), free('finish'), free('stop')]);
}

export function failureMenu(workflow: Workflow, plan: Plan, id: WorkstreamId, failure: Failure, now: number): Decision {
  const blocks = unsettledDependents(workflow, plan, id);
  const again = retryCost(workflow, plan, id);
  const loop = MAX_LOOP_ROUNDS * (again + usualCheckUsd());
  if (plan.tracked) {
    const rest = { ...free('cancel-rest'), loses: unsettled(workflow, plan, id) };
    return ask(workflow, now, { kind: 'failure-menu', workstream: id, failure, blocks }, [
      free('retry'),
      supply(),
      { ...free('continue'), loses: blocks },
      rest,
    ]);
  }
  return ask(workflow, now, { kind: 'failure-menu', workstream: id, failure, blocks }, [
    { ...free('retry'), addsUsd: again },
    { ...free('retry-with-context'), addsUsd: again, needsText: true },
    ...(workflow.settings.auto_ralph_handoff && outputOf(plan, id) === 'text' ? [{ ...free('loop'), addsUsd: loop }] : []),
    ...(blocks.length > 0 ? [supply()] : []),
    { ...free('continue'), loses: blocks },
    { ...free('cancel-rest'), loses: unsettled(workflow, plan, id) },
  ]);
}

export function dependencyMenu(workflow: Workflow, plan: Plan, id: WorkstreamId, now: number): Decision {
  const blocks = unsettledDependents(workflow, plan, id);
  return ask(workflow, now, { kind: 'dependency-menu', workstream: id, blocks }, [
    { ...free('retry'), addsUsd: plan.tracked ? null : retryCost(workflow, plan, id) },
    supply(),
    { ...free('continue'), loses: blocks },
  ]);
}

function supply(): DecisionOption {
  return { ...free('supply'), needsText: true };
}

/** Replaces the menus of the single failures: what happened to three may happen to all. */
export function manyFailedQuestion(workflow: Workflow, plan: Plan, failed: readonly WorkstreamId[], now: number): Decision {
  const again = failed.reduce((sum, id) => sum + retryCost(workflow, plan, id), 0);
  const done = [...workflow.workstreams.values()].filter(({ status }) => status.kind === 'done' || status.kind === 'supplied').length;
  const lost = plan.workstreams.filter(({ id }) => isUnsettled(workflow, id)).map(({ id }) => id);
  const retries: readonly DecisionOption[] = plan.tracked
    ? [free('retry')]
    : [
        { ...free('retry'), addsUsd: again },
        { ...free('adjust'), addsUsd: again, needsText: true },
      ];
  return ask(workflow, now, { kind: 'many-failed', failed, done, total: plan.workstreams.length }, [...retries, { ...free('accept'), loses: lost }]);
}

export function overrideQuestion(workflow: Workflow, change: Extract<Override, { kind: 'change' }>, by: PersonId, now: number): Decision {
  return ask(workflow, now, { kind: 'override-approval', change, by }, [free('approve'), free('reject')]);
}

export function staleQuestion(workflow: Workflow, phase: PhaseId, workstreams: readonly WorkstreamId[], now: number): Decision {
  const plan = workflow.proposal?.plan;
  const again = workToRedo(workflow, workstreams);
  const written = new Set(workflow.handoffs.map((handoff) => handoff.phase));
  const handoffs = phasesToReopen(workflow, again).filter(({ id }) => written.has(id));
  const addsUsd =
    (plan ? again.reduce((sum, id) => sum + retryCost(workflow, plan, id), 0) : 0) + handoffs.reduce((sum, { id }) => sum + usualHandoffUsd(workflow, id), 0);
  return ask(workflow, now, { kind: 'stale-rerun', phase, workstreams }, [{ ...free('rerun'), addsUsd }, free('keep')]);
}

export function callFailedQuestion(workflow: Workflow, subject: Exclude<Subject, { kind: 'workstream' | 'check' }>, failure: Failure, now: number): Decision {
  const phase = subject.kind === 'handoff' ? subject.phase : null;
  const review = subject.kind === 'review' ? { review: { round: subject.round, workstream: subject.workstream } } : {};
  return ask(workflow, now, { kind: 'call-failed', call: subject.kind, phase, failure, ...review }, [free('retry'), ...wayOn(subject), free('cancel')]);
}

/** Without the handoff, without the supervisor, without an integrated answer. */
function wayOn(subject: Subject): readonly DecisionOption[] {
  if (subject.kind === 'handoff' || subject.kind === 'review') return [free('continue')];
  return subject.kind === 'synthesis' ? [free('finish')] : [];
}

/** Open questions whose subject has changed meanwhile. */
export function voidedQuestions(workflow: Workflow): readonly WorkflowEvent[] {
  return openDecisions(workflow).flatMap((decision): WorkflowEvent[] => {
    if (workflow.stage.kind === 'ended') return [{ kind: 'decision-voided', decision: decision.id, reason: 'workflow-ended' }];
    return stillStands(workflow, decision.question) ? [] : [{ kind: 'decision-voided', decision: decision.id, reason: 'overridden' }];
  });
}

/** Whether what it asks about is still as it was asked. */
export function stillStands(workflow: Workflow, question: Question): boolean {
  switch (question.kind) {
    case 'failure-menu': {
      const status = workflow.workstreams.get(question.workstream)?.status;
      // Whoever reports may report another failure meanwhile.
      if (status?.kind !== 'failed' || status.failure.detail !== question.failure.detail) return false;
      return status.accepted === null && !workflow.windingDown && manyFailed(workflow).length === 0;
    }
    case 'dependency-menu':
      return !workflow.windingDown && isBlocking(workflow, question.workstream);
    case 'many-failed':
      return !workflow.windingDown && manyFailed(workflow).length > 0;
    case 'override-approval':
      return (
        workflow.stage.kind === 'running' && ['pending', 'blocked', 'failed'].includes(workflow.workstreams.get(question.change.workstream)?.status.kind ?? '')
      );
    case 'stale-rerun':
      return workflow.stage.kind === 'running' && !workflow.windingDown && asksStill(workflow, question);
    case 'missing-inputs':
      return workflow.stage.kind === 'planning';
    case 'phase-gate':
      return !workflow.windingDown && isNext(workflow, question.phase);
    case 'growth-approval':
      return growthApprovalStands(workflow, question);
    case 'casting-vote':
      return castingVoteStands(workflow, question);
    case 'call-failed':
      if (question.call === 'review') return question.review !== undefined && isUnderReview(workflow, question.review.workstream);
      return question.call !== 'handoff' || (!workflow.windingDown && isHandingOff(workflow, question.phase));
    case 'plan-approval':
    case 'run-plan':
      // A plan that was reordered or changed since is another plan, and nobody has said yes to it.
      return question.planHash === (workflow.proposal?.hash ?? '');
    case 'budget':
    case 'cap-reached':
      return true;
    default: {
      const missed: never = question;
      return missed;
    }
  }
}

/** One of its workstreams is stale and a later correction, with a question of its own, does not cover it. */
function asksStill(workflow: Workflow, question: Extract<Question, { kind: 'stale-rerun' }>): boolean {
  const open = openDecisions(workflow).map((decision) => decision.question);
  const newer = open.slice(open.indexOf(question) + 1).flatMap((other) => (other.kind === 'stale-rerun' ? other.workstreams : []));
  return question.workstreams.some((id) => isStale(workflow, id) && !newer.includes(id));
}

/** A yes to a phase is for what it builds on: work before it may have come back. */
function isNext(workflow: Workflow, id: string): boolean {
  const phases = workflow.proposal?.plan.phases ?? [];
  const first = phases.find((phase) => workflow.phases.get(phase.id)?.state.kind !== 'finished');
  return first === undefined || first.id === id;
}

function isHandingOff(workflow: Workflow, id: string | null): boolean {
  return [...workflow.phases.values()].some((phase) => phase.id === id && phase.state.kind === 'handing-off');
}

/** The failed workstreams once there are three of them and someone has yet to say how to go on; else none. */
export function manyFailed(workflow: Workflow): readonly WorkstreamId[] {
  const failed = [...workflow.workstreams.values()].filter(({ status }) => status.kind === 'failed');
  const open = failed.some(({ status }) => status.kind === 'failed' && status.accepted === null);
  return open && failed.length >= MANY_FAILURES ? failed.map(({ id }) => id) : [];
}

function retryCost(workflow: Workflow, plan: Plan, id: WorkstreamId): number {
  const workstream = workstreamOf(plan, id);
  return workstream ? usualWorkstreamUsd(workflow, workstream) : 0;
}

function outputOf(plan: Plan, id: WorkstreamId): string {
  return workstreamOf(plan, id)?.output ?? 'text';
}

function unsettledDependents(workflow: Workflow, plan: Plan, id: WorkstreamId): readonly WorkstreamId[] {
  return dependentsOf(plan, id).filter((other) => isUnsettled(workflow, other));
}

function unsettled(workflow: Workflow, plan: Plan, except: WorkstreamId): readonly WorkstreamId[] {
  return plan.workstreams.filter(({ id }) => id !== except && isUnsettled(workflow, id)).map(({ id }) => id);
}

function isUnsettled(workflow: Workflow, id: WorkstreamId): boolean {
  const kind = workflow.workstreams.get(id)?.status.kind;
  return kind === 'pending' || kind === 'running' || kind === 'blocked';
}
