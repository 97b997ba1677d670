/** Builds the questions that go to people, with the price and the loss of each option; and finds those that no longer stand. */
import type { Subject } from './call.ts';
import type { AnswerPolicy, Decision, DecisionOption, OptionId, Question } from './decision.ts';
import { usualCheckUsd, usualWorkstreamUsd } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { type PhaseId, personId, type WorkstreamId } from './ids.ts';
import { decisionIdFor } from './naming.ts';
import { openDecisions } from './open-decisions.ts';
import { AGENT_TYPES, dependentsOf, type Envelope, MAX_LOOP_ROUNDS, MAX_WORKSTREAMS, type Plan, workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

/** Text tools only; tools that write come later and widen it. */
const TOOLS = ['read_input', 'read_artifact'];

export function envelopeFor(workflow: Workflow, plan: Plan): Envelope {
  return {
    maxWorkstreams: Math.max(MAX_WORKSTREAMS, plan.workstreams.length),
    maxRounds: MAX_LOOP_ROUNDS,
    agents: AGENT_TYPES,
    tools: TOOLS,
    costCapUsd: workflow.capUsd,
  };
}

/** The requester and the approvers in force; anyone in the channel when no approvers are set. */
export function policyOf(workflow: Workflow): AnswerPolicy {
  const { approvers } = workflow.settings;
  return approvers.length === 0 ? { kind: 'anyone' } : { kind: 'people', people: [...new Set([workflow.requester, ...approvers.map(personId)])] };
}

export function planQuestion(workflow: Workflow, now: number): Decision {
  const planHash = workflow.proposal?.hash ?? '';
  const revision = workflow.proposal?.revision ?? 0;
  if (workflow.stage.kind === 'shown') return ask(workflow, now, { kind: 'run-plan', planHash, revision }, [free('run'), free('dismiss')]);
  return ask(workflow, now, { kind: 'plan-approval', planHash, revision }, [free('approve'), free('cancel')]);
}

export function gateQuestion(workflow: Workflow, phase: PhaseId, now: number): Decision {
  return ask(workflow, now, { kind: 'phase-gate', phase }, [free('approve'), free('finish'), free('stop')]);
}

export function failureMenu(workflow: Workflow, plan: Plan, id: WorkstreamId, failure: Failure, now: number): Decision {
  const blocks = unsettledDependents(workflow, plan, id);
  const again = retryCost(workflow, plan, id);
  const loop = MAX_LOOP_ROUNDS * (again + usualCheckUsd());
  return ask(workflow, now, { kind: 'failure-menu', workstream: id, failure, blocks }, [
    { ...free('retry'), addsUsd: again },
    { ...free('retry-with-context'), addsUsd: again, needsText: true },
    ...(workflow.settings.auto_ralph_handoff && outputOf(plan, id) === 'text' ? [{ ...free('loop'), addsUsd: loop }] : []),
    ...(blocks.length > 0 ? [{ ...free('supply'), needsText: true }] : []),
    { ...free('continue'), loses: blocks },
    { ...free('cancel-rest'), loses: unsettled(workflow, plan, id) },
  ]);
}

export function dependencyMenu(workflow: Workflow, plan: Plan, id: WorkstreamId, now: number): Decision {
  const blocks = unsettledDependents(workflow, plan, id);
  return ask(workflow, now, { kind: 'dependency-menu', workstream: id, blocks }, [
    { ...free('retry'), addsUsd: retryCost(workflow, plan, id) },
    { ...free('supply'), needsText: true },
    { ...free('continue'), loses: blocks },
  ]);
}

export function callFailedQuestion(workflow: Workflow, subject: Exclude<Subject, { kind: 'workstream' | 'check' }>, failure: Failure, now: number): Decision {
  const phase = subject.kind === 'handoff' ? subject.phase : null;
  const way: readonly DecisionOption[] = subject.kind === 'handoff' ? [free('continue')] : subject.kind === 'synthesis' ? [free('finish')] : [];
  return ask(workflow, now, { kind: 'call-failed', call: subject.kind, phase, failure }, [free('retry'), ...way, free('cancel')]);
}

export function budgetQuestion(workflow: Workflow, nextCallUsd: number, now: number): Decision {
  const spentUsd = workflow.spent.costUsd;
  // A quarter more, or what the next call needs if that is more, in steps of ten cents.
  const raiseToUsd = Math.ceil(Math.max(workflow.capUsd * 1.25, (spentUsd + nextCallUsd) * 1.1) * 10) / 10;
  const hasResults = workflow.stage.kind === 'running' || workflow.stage.kind === 'synthesising';
  return ask(workflow, now, { kind: 'budget', spentUsd, capUsd: workflow.capUsd, raiseToUsd, nextCallUsd }, [
    { ...free('raise'), addsUsd: raiseToUsd - workflow.capUsd },
    ...(hasResults ? [free('finish')] : []),
    free('stop'),
  ]);
}

/** Open questions whose subject has changed meanwhile. */
export function voidedQuestions(workflow: Workflow): readonly WorkflowEvent[] {
  return openDecisions(workflow).flatMap((decision): WorkflowEvent[] => {
    if (workflow.stage.kind === 'ended') return [{ kind: 'decision-voided', decision: decision.id, reason: 'workflow-ended' }];
    return stillStands(workflow, decision.question) ? [] : [{ kind: 'decision-voided', decision: decision.id, reason: 'overridden' }];
  });
}

function stillStands(workflow: Workflow, question: Question): boolean {
  switch (question.kind) {
    case 'failure-menu': {
      const status = workflow.workstreams.get(question.workstream)?.status;
      return status?.kind === 'failed' && status.accepted === null && !workflow.windingDown;
    }
    case 'dependency-menu':
      return !workflow.windingDown && isBlocking(workflow, question.workstream);
    case 'phase-gate':
      return !workflow.windingDown;
    case 'call-failed':
      return question.call !== 'handoff' || !workflow.windingDown;
    case 'plan-approval':
    case 'run-plan':
    case 'budget':
      return true;
    default: {
      const missed: never = question;
      return missed;
    }
  }
}

/** A skipped or cancelled workstream that something still waits for. */
export function isBlocking(workflow: Workflow, id: WorkstreamId): boolean {
  const kind = workflow.workstreams.get(id)?.status.kind;
  if (kind !== 'skipped' && kind !== 'cancelled') return false;
  return [...workflow.workstreams.values()].some(({ status }) => status.kind === 'blocked' && status.by === id);
}

function ask(workflow: Workflow, now: number, question: Question, options: readonly DecisionOption[]): Decision {
  return { id: decisionIdFor(workflow), question, options, policy: policyOf(workflow), askedAt: now, state: { kind: 'open' } };
}

function free(id: OptionId): DecisionOption {
  return { id, addsUsd: null, loses: [], needsText: false };
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
