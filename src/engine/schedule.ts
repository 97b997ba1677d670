/**
 * What follows from the state by itself, without any input: the next events, or none. `decide` asks again until
 * nothing follows. Rules stand in order; the first that has something to say is heard.
 */

import { ensureCall } from './ensure-call.ts';
import { estimatePlan } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import { withGates } from './gates.ts';
import { openDecisions } from './open-decisions.ts';
import { hashPlan } from './plan-rules.ts';
import { envelopeFor, planQuestion, voidedQuestions } from './questions.ts';
import { finishing } from './schedule-finish.ts';
import { runningPhases } from './schedule-phases.ts';
import { dueEvents } from './schedule-time.ts';
import { runningWorkstreams } from './schedule-workstreams.ts';
import type { Workflow } from './state.ts';
import { unparkedByItself } from './unpark.ts';

export type Rule = (workflow: Workflow, now: number) => readonly WorkflowEvent[];

const RULES: readonly Rule[] = [voidedQuestions, unparkedByItself, dueEvents, byStage];

export function nextEvents(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  return firstOf(RULES, workflow, now);
}

function firstOf(rules: readonly Rule[], workflow: Workflow, now: number): readonly WorkflowEvent[] {
  for (const rule of rules) {
    const events = rule(workflow, now);
    if (events.length > 0) return events;
  }
  return [];
}

function byStage(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  switch (workflow.stage.kind) {
    case 'assessing':
      return ensureCall(workflow, { kind: 'assessment' }, now);
    case 'answering':
      return workflow.answer ? [{ kind: 'ended', outcome: 'completed', by: null }] : ensureCall(workflow, { kind: 'inline' }, now);
    case 'planning':
      return workflow.givenPlan ? proposeGiven(workflow, workflow.givenPlan) : ensureCall(workflow, { kind: 'plan' }, now);
    case 'awaiting-approval':
    case 'shown':
      return approval(workflow, now);
    case 'running':
      return firstOf([runningWorkstreams, runningPhases], workflow, now);
    case 'synthesising':
      return finishing(workflow, now);
    case 'ended':
      return [];
    default: {
      const missed: never = workflow.stage;
      return missed;
    }
  }
}

function proposeGiven(workflow: Workflow, given: NonNullable<Workflow['givenPlan']>): readonly WorkflowEvent[] {
  const plan = withGates(given, workflow);
  const estimate = estimatePlan(plan, workflow);
  return [
    {
      kind: 'plan-proposed',
      plan,
      hash: hashPlan(plan),
      revision: 1,
      envelope: envelopeFor(workflow, plan),
      estimate,
      author: workflow.requester,
      change: null,
    },
  ];
}

function approval(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  if (openDecisions(workflow).length > 0) return [];
  // Whoever branched a run was promised to see first what is reused and what that saves.
  const unasked = !workflow.settings.confirm_before_execute && workflow.reuse === null;
  const starts = workflow.stage.kind === 'awaiting-approval' && unasked && workflow.proposal !== null;
  if (starts && workflow.proposal) return [{ kind: 'execution-started', hash: workflow.proposal.hash, by: null }];
  return [{ kind: 'decision-asked', decision: planQuestion(workflow, now) }];
}
