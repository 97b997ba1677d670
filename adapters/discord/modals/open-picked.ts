/** What opens when a part was chosen from a list: its form, or why it cannot be changed any more. */
import type { Card } from '../../../src/cards/card.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { mayChangePhase, mayChangeWork } from '../../../src/forms/may-change.ts';
import { changeForm, changePhaseForm } from './change-forms.ts';
import type { Modal } from './modal.ts';
import { gatesForm, workForm } from './plan-forms.ts';
import type { Picked } from './step.ts';

export type PickedOfRun = Extract<Picked, { kind: 'edit-work' | 'edit-gates' | 'change-work' | 'change-phase' }>;

export type PickedForm = { readonly kind: 'modal'; readonly modal: Modal } | { readonly kind: 'refused'; readonly card: Card };

/** The workflow is that of the list, of the person's tenant. */
export function openPicked(picked: PickedOfRun, workflow: Workflow, names: LibraryNames): PickedForm {
  const { proposal, stage, start } = workflow;
  if (stage.kind === 'ended') return refused({ kind: 'workflow-ended' }, workflow);
  const edits = picked.kind === 'edit-work' || picked.kind === 'edit-gates';
  if (edits && start !== null) return refused({ kind: 'plan-is-running' }, workflow);
  if (proposal === null) return refused({ kind: edits ? 'no-plan-yet' : 'not-running' }, workflow);
  if (!edits && stage.kind !== 'running') return refused({ kind: 'not-running' }, workflow);
  if (proposal.hash !== picked.hash) return refused({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow);
  return formFor(picked, workflow, proposal, names);
}

function formFor(picked: PickedOfRun, workflow: Workflow, proposal: Proposal, names: LibraryNames): PickedForm {
  const { plan } = proposal;
  switch (picked.kind) {
    case 'edit-work':
      return opened(workForm(picked, workflow, proposal, names), { kind: 'unknown-workstream' }, workflow);
    case 'edit-gates':
      return opened(gatesForm(picked, proposal), { kind: 'unknown-phase' }, workflow);
    case 'change-work': {
      const workstream = plan.workstreams[picked.position];
      if (workstream === undefined) return refused({ kind: 'unknown-workstream' }, workflow);
      const status = workflow.workstreams.get(workstream.id)?.status.kind ?? 'pending';
      if (!mayChangeWork(workflow, workstream.id)) return refused({ kind: 'already-settled', workstream: workstream.id, status }, workflow);
      return opened(changeForm(picked, workflow, proposal, workstream, names), { kind: 'unknown-workstream' }, workflow);
    }
    case 'change-phase': {
      const phase = plan.phases[picked.position];
      if (phase === undefined) return refused({ kind: 'unknown-phase' }, workflow);
      if (!mayChangePhase(workflow, phase.id)) return refused({ kind: 'not-running' }, workflow);
      return opened(changePhaseForm(picked, proposal, phase, names), { kind: 'unknown-phase' }, workflow);
    }
    default: {
      const missed: never = picked;
      return missed;
    }
  }
}

type Reason = Parameters<typeof refusalCard>[0];

function opened(modal: Modal | null, otherwise: Reason, workflow: Workflow): PickedForm {
  return modal === null ? refused(otherwise, workflow) : { kind: 'modal', modal };
}

function refused(reason: Reason, workflow: Workflow): PickedForm {
  return { kind: 'refused', card: refusalCard(reason, workflow) };
}
