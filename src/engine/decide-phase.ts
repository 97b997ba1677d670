/** A person changes who thinks in a phase, and how. Before the start that is an edit of the plan: it is approved anew. */
import { proposeEdited } from './decide-edit.ts';
import type { WorkflowEvent } from './event.ts';
import type { PersonId } from './ids.ts';
import type { Override } from './input.ts';
import { withPhaseChanged } from './phase-edit.ts';
import type { Workflow } from './state.ts';

export function changePhase(workflow: Workflow, by: PersonId, change: Extract<Override, { kind: 'change-phase' }>): readonly WorkflowEvent[] {
  const { kind: _, add = [], sizes = {}, ...rest } = change;
  const { proposal, stage } = workflow;
  if (proposal && (stage.kind === 'awaiting-approval' || stage.kind === 'shown')) {
    const plan = withPhaseChanged(proposal.plan, { ...rest, added: add }, () => true);
    const changed = plan.phases.find(({ id }) => id === change.phase)?.workstreams ?? [];
    return proposeEdited(workflow, by, { plan, dropped: [], changed, sizes });
  }
  const more = { ...(add.length > 0 ? { added: add } : {}), ...(Object.keys(sizes).length > 0 ? { sizes } : {}) };
  return [{ kind: 'phase-changed', by, ...rest, ...more }];
}
