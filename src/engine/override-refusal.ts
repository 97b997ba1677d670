/** Why an override cannot be applied: who asks, what has happened already, what the plan's rules say. */
import { aggregateRefusal, missingFor, reportRefusal } from './decide-report.ts';
import { type Actor, mayAnswer } from './decision.ts';
import type { RefusalReason } from './event.ts';
import type { PhaseId, WorkstreamId } from './ids.ts';
import type { Override } from './input.ts';
import { planProblems } from './plan-rules.ts';
import { overridePolicy } from './policy.ts';
import type { Workflow } from './state.ts';
import { isTracked } from './tracked.ts';

export function overrideRefusal(workflow: Workflow, actor: Actor, change: Override): RefusalReason | null {
  if (workflow.stage.kind === 'ended') return { kind: 'workflow-ended' };
  const policy = overridePolicy(workflow);
  // Their own words are theirs to take back, whoever may direct the run.
  if (change.kind === 'withdraw-context') return workflow.notes.some(({ id, by }) => id === change.note && by === actor.id) ? null : { kind: 'unknown-note' };
  if (!mayAnswer(policy, actor)) return { kind: 'not-allowed', policy };
  switch (change.kind) {
    case 'cancel':
    case 'pause':
    case 'resume':
      return null;
    case 'add-context':
      return change.workstream === null ? null : settledOrUnknown(workflow, change.workstream, ['done', 'supplied']);
    case 'skip':
      return runningOnly(workflow) ?? settledOrUnknown(workflow, change.workstream, ['done', 'supplied', 'skipped', 'cancelled']);
    case 'supply':
      return runningOnly(workflow) ?? settledOrUnknown(workflow, change.workstream, ['done', 'supplied']) ?? outOfTurn(workflow, change.workstream);
    case 'change':
      return notBegun(workflow, change.workstream);
    case 'reorder':
      return notBegun(workflow, change.workstream) ?? brokenOrder(workflow, change.workstream, change.dependsOn);
    case 'change-phase':
      return phaseRefusal(workflow, change.phase) ?? brokenPhase(workflow, change);
    case 'correct-handoff':
      return runningOnly(workflow) ?? handoffRefusal(workflow, change.phase);
    case 'report':
      return runningOnly(workflow) ?? reportRefusal(workflow, actor.id, change);
    case 'aggregate':
      return runningOnly(workflow) ?? aggregateRefusal(workflow);
    default: {
      const missed: never = change;
      return missed;
    }
  }
}

function runningOnly(workflow: Workflow): RefusalReason | null {
  return workflow.stage.kind === 'running' ? null : { kind: 'not-running' };
}

function notBegun(workflow: Workflow, id: WorkstreamId): RefusalReason | null {
  return settledOrUnknown(workflow, id, ['done', 'supplied', 'running', 'skipped', 'cancelled']);
}

function settledOrUnknown(workflow: Workflow, id: WorkstreamId, settled: readonly string[]): RefusalReason | null {
  const record = workflow.workstreams.get(id);
  if (!record) return { kind: 'unknown-workstream' };
  return settled.includes(record.status.kind) ? { kind: 'already-settled', workstream: id, status: record.status.kind } : null;
}

function brokenOrder(workflow: Workflow, id: WorkstreamId, dependsOn: readonly WorkstreamId[]): RefusalReason | null {
  const plan = workflow.proposal?.plan;
  if (!plan) return { kind: 'no-plan-yet' };
  const problems = planProblems({ ...plan, workstreams: plan.workstreams.map((old) => (old.id === id ? { ...old, dependsOn } : old)) });
  return problems.length > 0 ? { kind: 'plan-invalid', problems } : null;
}

function phaseRefusal(workflow: Workflow, id: PhaseId): RefusalReason | null {
  const phase = workflow.phases.get(id);
  if (!phase) return { kind: 'unknown-phase' };
  return phase.state.kind === 'finished' || phase.state.kind === 'handing-off' ? { kind: 'not-running' } : null;
}

/** One persona for a whole phase is no panel. */
function brokenPhase(workflow: Workflow, { phase, persona }: Extract<Override, { kind: 'change-phase' }>): RefusalReason | null {
  const plan = workflow.proposal?.plan;
  const inside = plan?.phases.find(({ id }) => id === phase)?.workstreams ?? [];
  if (!plan || persona === null) return null;
  const before = planProblems(plan);
  const changed = { ...plan, workstreams: plan.workstreams.map((old) => (inside.includes(old.id) ? { ...old, persona } : old)) };
  const problems = planProblems(changed).filter((problem) => !before.includes(problem));
  return problems.length > 0 ? { kind: 'plan-invalid', problems } : null;
}

/** Of tracked work the order is all that Baton can hold people to. */
function outOfTurn(workflow: Workflow, workstream: WorkstreamId): RefusalReason | null {
  const on = isTracked(workflow) ? missingFor(workflow, workstream) : [];
  return on.length > 0 ? { kind: 'waits-for', workstream, on } : null;
}

function handoffRefusal(workflow: Workflow, id: PhaseId): RefusalReason | null {
  if (!workflow.phases.has(id)) return { kind: 'unknown-phase' };
  return workflow.handoffs.some(({ phase }) => phase === id) ? null : { kind: 'no-handoff-yet' };
}
