/** What of a plan may still be changed: all of it before the start, later only what has not begun. */
import type { Card } from '../cards/card.ts';
import { refusalCard } from '../cards/refusal.ts';
import type { PhaseId, WorkstreamId } from '../engine/ids.ts';
import type { Proposal, Workflow } from '../engine/state.ts';

export type PlanToEdit = { readonly kind: 'plan'; readonly proposal: Proposal } | { readonly kind: 'refused'; readonly card: Card };

/** `seen`: the hash of the plan that the button stands under. */
export function planToEdit(seen: string, workflow: Workflow): PlanToEdit {
  const { proposal, stage, start } = workflow;
  const refuse = (reason: Parameters<typeof refusalCard>[0]): PlanToEdit => ({ kind: 'refused', card: refusalCard(reason, workflow) });
  if (stage.kind === 'ended') return refuse({ kind: 'workflow-ended' });
  if (start !== null) return refuse({ kind: 'plan-is-running' });
  if (proposal === null) return refuse({ kind: 'no-plan-yet' });
  return proposal.hash === seen ? { kind: 'plan', proposal } : refuse({ kind: 'plan-moved-on', currentHash: proposal.hash });
}

export function mayChangeWork(workflow: Workflow, id: WorkstreamId): boolean {
  return OPEN.has(workflow.workstreams.get(id)?.status.kind ?? '');
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'blocked', 'failed']);

export function mayChangePhase(workflow: Workflow, id: PhaseId): boolean {
  const state = workflow.phases.get(id)?.state.kind;
  return state === 'pending' || state === 'running';
}
