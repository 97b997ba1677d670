/** Phases: pending, running, handing-off, finished. When the last one is finished the workflow integrates. */
import type { WorkflowEvent } from './event.ts';
import type { PhaseId } from './ids.ts';
import type { PhaseRecord, Workflow } from './state.ts';

type PhaseEvent = Extract<WorkflowEvent, { kind: 'phase-started' | 'phase-finished' | 'handoff-recorded' | 'handoff-waived' }>;

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
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function withPhase(state: Workflow, id: PhaseId, change: (old: PhaseRecord['state']) => PhaseRecord['state']): Workflow {
  const old = state.phases.get(id);
  if (!old) return state;
  const phases = new Map(state.phases).set(id, { id, state: change(old.state) });
  const allDone = state.stage.kind === 'running' && [...phases.values()].every((phase) => phase.state.kind === 'finished');
  return { ...state, phases, stage: allDone ? { kind: 'synthesising' } : state.stage };
}

function finished(old: PhaseRecord['state'], at: number): PhaseRecord['state'] {
  return { kind: 'finished', startedAt: startOf(old, at), finishedAt: at };
}

function startOf(old: PhaseRecord['state'], at: number): number {
  return old.kind === 'pending' ? at : old.startedAt;
}
