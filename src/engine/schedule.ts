/**
 * What follows from the state by itself, without any input: the next events, or none. `decide` asks again until
 * nothing follows. Rules stand in order; the first that has something to say is heard.
 */

import { castingVotes } from './casting-vote.ts';
import { filledPlan, missingInputs } from './composition.ts';
import { ensureCall } from './ensure-call.ts';
import { estimatePlan } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import { withGates } from './gates.ts';
import { mootReviews } from './moot-reviews.ts';
import { openDecisions } from './open-decisions.ts';
import type { Plan } from './plan.ts';
import { needsConsent } from './plan-consent.ts';
import { hashPlan } from './plan-rules.ts';
import { envelopeFor, inputsQuestion, planQuestion, voidedQuestions } from './questions.ts';
import { finishing } from './schedule-finish.ts';
import { runningPhases } from './schedule-phases.ts';
import { dueEvents } from './schedule-time.ts';
import { runningWorkstreams } from './schedule-workstreams.ts';
import type { Workflow } from './state.ts';
import { unparkedByItself } from './unpark.ts';

export type Rule = (workflow: Workflow, now: number) => readonly WorkflowEvent[];

const RULES: readonly Rule[] = [voidedQuestions, mootReviews, unparkedByItself, dueEvents, byStage];

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
      return workflow.givenPlan ? given(workflow, workflow.givenPlan, now) : ensureCall(workflow, { kind: 'plan' }, now);
    case 'awaiting-approval':
    case 'shown':
      return approval(workflow, now);
    case 'running':
      return firstOf([runningWorkstreams, castingVotes, runningPhases], workflow, now);
    case 'synthesising':
      return firstOf([castingVotes, finishing], workflow, now);
    case 'ended':
      return [];
    default: {
      const missed: never = workflow.stage;
      return missed;
    }
  }
}

/** A composition's plan is filled first; what it lacks is asked for. */
function given(workflow: Workflow, plan: Plan, now: number): readonly WorkflowEvent[] {
  const { composition, inputs } = workflow;
  if (composition === null) return proposeGiven(workflow, plan);
  if (missingInputs(composition).length === 0) return proposeGiven(workflow, filledPlan(plan, composition, inputs));
  return openDecisions(workflow).length > 0 ? [] : [{ kind: 'decision-asked', decision: inputsQuestion(workflow, composition, now) }];
}

function proposeGiven(workflow: Workflow, given: Plan): readonly WorkflowEvent[] {
  const plan = withGates(given, workflow);
  const estimate = estimatePlan(plan, workflow, workflow.like);
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
  // Nothing of tracked work costs anything before somebody asks for the whole of it.
  if (workflow.proposal?.plan.tracked) return [{ kind: 'execution-started', hash: workflow.proposal.hash, by: workflow.requester }];
  const starts = workflow.stage.kind === 'awaiting-approval' && !needsConsent(workflow) && workflow.proposal !== null;
  if (starts && workflow.proposal) return [{ kind: 'execution-started', hash: workflow.proposal.hash, by: null }];
  return [{ kind: 'decision-asked', decision: planQuestion(workflow, now) }];
}
