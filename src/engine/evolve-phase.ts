/** Phases: pending, running, handing-off, finished. When all are, and no work has come back, the workflow integrates. */
import type { WorkflowEvent } from './event.ts';
import { withWorkstream } from './evolve-workstream.ts';
import type { PhaseId, WorkstreamId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { withPhaseChanged } from './phase-edit.ts';
import { hashPlan } from './plan-rules.ts';
import type { PhaseRecord, Workflow } from './state.ts';
import { isTracked } from './tracked.ts';

type PhaseEvent = Extract<
  WorkflowEvent,
  { kind: 'phase-started' | 'phase-finished' | 'handoff-recorded' | 'handoff-waived' | 'handoff-corrected' | 'phase-changed' }
>;

export function evolvePhase(state: Workflow, event: PhaseEvent, at: number): Workflow {
  switch (event.kind) {
    case 'phase-started':
      return withPhase(state, event.phase, () => ({ kind: 'running', startedAt: at }));
    case 'phase-finished': {
      const handsOff = !state.windingDown && (state.proposal?.plan.phases.find((phase) => phase.id === event.phase)?.handoff ?? false);
      return withPhase(state, event.phase, (old) =>
        handsOff ? { kind: 'handing-off', startedAt: startOf(old, at), workDoneAt: at } : { kind: 'finished', startedAt: startOf(old, at), finishedAt: at },
      );
    }
    case 'handoff-recorded':
      return withPhase({ ...state, handoffs: [...state.handoffs, { ...event.handoff, at }] }, event.handoff.phase, (old) => finished(old, at));
    case 'handoff-waived':
      return withPhase(state, event.phase, (old) => finished(old, at));
    case 'handoff-corrected':
      return corrected(state, event);
    case 'phase-changed':
      return rephased(state, event);
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function withPhase(state: Workflow, id: PhaseId, change: (old: PhaseRecord['state']) => PhaseRecord['state']): Workflow {
  const old = state.phases.get(id);
  if (!old) return state;
  return { ...state, phases: new Map(state.phases).set(id, { id, state: change(old.state) }) };
}

/** All phases are finished, nothing has come back to be done again, and no stale result waits for a word about it. */
export function isComplete(state: Workflow): boolean {
  if (state.stage.kind !== 'running' || ![...state.phases.values()].every((phase) => phase.state.kind === 'finished')) return false;
  if (state.windingDown) return true;
  // Only a person's word ends the list: more may be said of it, and integrating costs.
  if (isTracked(state)) return false;
  if (openDecisions(state).some(({ question }) => question.kind === 'stale-rerun')) return false;
  return [...state.workstreams.values()].every(({ status }) =>
    status.kind === 'failed' ? status.accepted !== null : !['pending', 'running', 'blocked'].includes(status.kind),
  );
}

function finished(old: PhaseRecord['state'], at: number): PhaseRecord['state'] {
  return { kind: 'finished', startedAt: startOf(old, at), finishedAt: at };
}

function startOf(old: PhaseRecord['state'], at: number): number {
  return old.kind === 'pending' ? at : old.startedAt;
}

function corrected(state: Workflow, event: Extract<PhaseEvent, { kind: 'handoff-corrected' }>): Workflow {
  const { decisions, openItems } = event;
  const handoffs = state.handoffs.map((handoff) => (handoff.phase === event.phase ? { ...handoff, decisions, openItems, correctedBy: event.by } : handoff));
  return event.stale.reduce<Workflow>((next, id) => withWorkstream(next, id, (record) => ({ ...record, stale: true })), { ...state, handoffs });
}

function rephased(state: Workflow, event: Extract<PhaseEvent, { kind: 'phase-changed' }>): Workflow {
  const { phase, persona, skills, added = [], sizes } = event;
  if (!state.proposal) return state;
  const plan = withPhaseChanged(state.proposal.plan, { phase, persona, skills, added }, (id) => hasNotStarted(state, id));
  return {
    ...state,
    sizes: { ...state.sizes, ...sizes },
    proposal: { ...state.proposal, plan, hash: hashPlan(plan), revision: state.proposal.revision + 1 },
  };
}

function hasNotStarted(state: Workflow, id: WorkstreamId): boolean {
  return ['pending', 'blocked', 'failed'].includes(state.workstreams.get(id)?.status.kind ?? '');
}
