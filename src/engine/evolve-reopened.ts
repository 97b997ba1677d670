/** A phase whose finished work is done again: it is open until that is done, and its handoff is written anew from it. */
import { subjectKey } from './call.ts';
import { freshTries } from './evolve-decision.ts';
import type { WorkstreamId } from './ids.ts';
import { phaseOf } from './plan.ts';
import type { PhaseRecord, Workflow } from './state.ts';

export function reopened(state: Workflow, workstream: WorkstreamId): Workflow {
  const phase = state.proposal && phaseOf(state.proposal.plan, workstream);
  const record = phase && state.phases.get(phase.id);
  if (!phase || !record) return state;
  return {
    ...state,
    phases: new Map(state.phases).set(phase.id, { id: phase.id, state: open(record.state) }),
    handoffs: state.handoffs.filter((handoff) => handoff.phase !== phase.id),
    tries: freshTries(state.tries, subjectKey({ kind: 'handoff', phase: phase.id })),
  };
}

function open(old: PhaseRecord['state']): PhaseRecord['state'] {
  return old.kind === 'pending' ? old : { kind: 'running', startedAt: old.startedAt };
}
