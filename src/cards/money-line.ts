/** What a workflow has cost, said so that a rehearsal can never be taken for a bill. */
import type { Workflow } from '../engine/state.ts';
import { money } from './figures.ts';

/** `$0.08`, in rehearsal `$0.08 at table prices, $0 charged`. */
export function spentSoFar(workflow: Workflow): string {
  return workflow.spent.rehearsal ? `${money(workflow.spent.costUsd)} at table prices, $0 charged` : money(workflow.spent.costUsd);
}

/** `$0.08 of $2.00`. */
export function spentOfCap(workflow: Workflow): string {
  const of = `${money(workflow.spent.costUsd)} of ${money(workflow.capUsd)}`;
  return workflow.spent.rehearsal ? `${of} at table prices, $0 charged` : of;
}
