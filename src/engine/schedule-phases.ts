/** Phases while the plan runs: their gates, their starts, their ends and their handoffs. */

import { ensureCall } from './ensure-call.ts';
import type { WorkflowEvent } from './event.ts';
import { isHeld } from './held.ts';
import type { Phase, Plan } from './plan.ts';
import { gateQuestion } from './questions.ts';
import { reusedHandoff } from './reused-results.ts';
import { isSettled } from './settled.ts';
import type { Workflow } from './state.ts';
import { underReview } from './under-review.ts';
import { awaitedVote } from './verdict.ts';

export function runningPhases(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  const plan = workflow.proposal?.plan;
  const phase = plan?.phases[currentPhaseIndex(workflow, plan)];
  // Nothing is made of a panel's ballots before a person has decided what the panel did not.
  if (!plan || !phase || awaitedVote(workflow)) return [];
  const state = workflow.phases.get(phase.id)?.state;
  switch (state?.kind) {
    case 'pending':
      return workflow.windingDown ? [{ kind: 'phase-finished', phase: phase.id }] : start(workflow, phase, now);
    case 'running':
      return isThrough(workflow, phase, plan) && underReview(workflow) === null ? [{ kind: 'phase-finished', phase: phase.id }] : [];
    case 'handing-off':
      // Work that came back meanwhile belongs into the handoff.
      return isThrough(workflow, phase, plan) ? handoff(workflow, plan, phase, now) : [];
    case 'finished':
    case undefined:
      return [];
    default: {
      const missed: never = state;
      return missed;
    }
  }
}

/** The first phase that is not finished; the number of phases when all are. */
export function currentPhaseIndex(workflow: Workflow, plan: Plan): number {
  const index = plan.phases.findIndex((phase) => workflow.phases.get(phase.id)?.state.kind !== 'finished');
  return index === -1 ? plan.phases.length : index;
}

function start(workflow: Workflow, phase: Phase, now: number): readonly WorkflowEvent[] {
  if (isHeld(workflow)) return [];
  const gates = [...workflow.decisions.values()].filter(({ question }) => question.kind === 'phase-gate' && question.phase === phase.id);
  const passed = gates.some(({ state }) => state.kind === 'answered' && state.option === 'approve');
  if (phase.gate === 'none' || passed) return [{ kind: 'phase-started', phase: phase.id }];
  return gates.some(({ state }) => state.kind === 'open') ? [] : [{ kind: 'decision-asked', decision: gateQuestion(workflow, phase.id, now) }];
}

/** Its own work and all earlier work (a retry may have brought some back) has an end that people accept. */
function isThrough(workflow: Workflow, phase: Phase, plan: Plan): boolean {
  const upTo = plan.phases.indexOf(phase);
  return plan.phases.slice(0, upTo + 1).every((one) => one.workstreams.every((id) => isSettled(workflow, id)));
}

function handoff(workflow: Workflow, plan: Plan, phase: Phase, now: number): readonly WorkflowEvent[] {
  if (workflow.windingDown) return [{ kind: 'handoff-waived', phase: phase.id }];
  const reused = reusedHandoff(workflow, plan, phase);
  if (reused) return [{ kind: 'handoff-recorded', handoff: reused }];
  const hasResults = phase.workstreams.some((id) => ['done', 'supplied'].includes(workflow.workstreams.get(id)?.status.kind ?? ''));
  if (hasResults) return ensureCall(workflow, { kind: 'handoff', phase: phase.id }, now);
  // There is nothing to hand on, so no model is asked to write it.
  const next = plan.phases[plan.phases.indexOf(phase) + 1]?.id ?? null;
  return [{ kind: 'handoff-recorded', handoff: { phase: phase.id, decisions: [], artifacts: [], openItems: [], next, correctedBy: null } }];
}
