/** What opens at a click: pure over what is given, so that nothing but one read lies between the click and the form. */
import type { types } from '@slack/bolt';
import type { Card } from '../../../src/cards/card.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import type { Pressed } from '../../../src/chat/pressed.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { type Asked, askedBy } from '../../../src/forms/asked.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { mayChangePhase, mayChangeWork, planToEdit } from '../../../src/forms/may-change.ts';
import { askedView } from './asked-form.ts';
import { changeForm, changeList, changePhaseForm } from './change-forms.ts';
import { planEditor } from './plan-editor.ts';
import { refusedView } from './told-view.ts';
import type { ViewPressed } from './view-button.ts';

export type Opening =
  | { readonly kind: 'view'; readonly view: types.ModalView }
  /** It asks for nothing: the desk can be asked at once, and says so itself where it cannot be done any more. */
  | { readonly kind: 'at-once' }
  /** `refusedView(card)`, or a word to the person. */
  | { readonly kind: 'refused'; readonly card: Card };

export type OpensForm = Extract<Pressed, { kind: 'answer' | 'edit-plan' | 'override' | 'add-context' | 'change' | 'correct-handoff' | 'branch' }>;

/** The workflow is that of the button, of the person's tenant. */
export function modalFor(pressed: OpensForm, workflow: Workflow, names: LibraryNames): Opening {
  switch (pressed.kind) {
    case 'override':
      return { kind: 'at-once' };
    case 'edit-plan':
      return openEditor(pressed.planHash, workflow, names);
    case 'change':
      return { kind: 'view', view: changeViewFor({ kind: 'change-list', workflow: workflow.id }, workflow, names) };
    case 'answer':
    case 'add-context':
    case 'correct-handoff':
    case 'branch':
      return opening(askedBy(pressed, workflow));
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

function opening(asked: Asked): Opening {
  return asked.kind === 'form' ? { kind: 'view', view: askedView(asked) } : asked;
}

function openEditor(seen: string, workflow: Workflow, names: LibraryNames): Opening {
  const found = planToEdit(seen, workflow);
  return found.kind === 'refused' ? found : { kind: 'view', view: planEditor(workflow, found.proposal, names) };
}

export type ChangePressed = Extract<ViewPressed, { kind: 'change-list' | 'change-workstream' | 'change-phase' }>;

/** For the buttons inside views; what is refused there is shown in a view as well. */
export function changeViewFor(pressed: ChangePressed, workflow: Workflow, names: LibraryNames): types.ModalView {
  const { proposal, stage } = workflow;
  const refuse = (reason: Parameters<typeof refusalCard>[0]): types.ModalView => refusedView(refusalCard(reason, workflow));
  if (stage.kind === 'ended') return refuse({ kind: 'workflow-ended' });
  if (proposal === null || stage.kind !== 'running') return refuse({ kind: 'not-running' });
  switch (pressed.kind) {
    case 'change-list':
      return changeList(workflow, proposal);
    case 'change-workstream': {
      const workstream = proposal.plan.workstreams.find(({ id }) => id === pressed.workstream);
      if (workstream === undefined) return refuse({ kind: 'unknown-workstream' });
      const status = workflow.workstreams.get(workstream.id)?.status.kind ?? 'pending';
      if (!mayChangeWork(workflow, workstream.id)) return refuse({ kind: 'already-settled', workstream: workstream.id, status });
      return changeForm(workflow, proposal, workstream, names);
    }
    case 'change-phase': {
      const phase = proposal.plan.phases.find(({ id }) => id === pressed.phase);
      if (phase === undefined) return refuse({ kind: 'unknown-phase' });
      return mayChangePhase(workflow, phase.id) ? changePhaseForm(workflow, proposal, phase, names) : refuse({ kind: 'not-running' });
    }
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}
