/** What opens at a click: pure over what is given, so that nothing but one read lies between the click and the form. */
import type { types } from '@slack/bolt';
import type { ActionTarget, Card, FieldsForm, TextForm } from '../../../src/cards/card.ts';
import { SHORT_TITLES, shortAnswerTitle } from '../../../src/cards/form-words.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Pressed } from '../blocks/button.ts';
import { askedView } from './asked-form.ts';
import { changeForm, changeList, changePhaseForm, mayChangePhase, mayChangeWork } from './change-forms.ts';
import type { Form } from './form.ts';
import type { LibraryNames } from './library-names.ts';
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
    case 'answer': {
      const { decision, option } = pressed;
      const asks = asked(workflow, (does) => (does.kind === 'answer' && does.decision === decision && does.option === option ? does.asks : null));
      if (asks === null) return { kind: 'at-once' };
      const takesFile = option === 'supply' && workflow.decisions.get(decision)?.question.kind !== 'missing-inputs';
      return view({ v: 1, kind: 'answer', decision, option }, shortAnswerTitle(option), asks, takesFile);
    }
    case 'add-context': {
      const asks = asked(workflow, (does) => (does.kind === 'add-context' ? does.asks : null));
      return asks === null ? over(workflow) : view({ v: 1, kind: 'add-context', workflow: workflow.id }, SHORT_TITLES['add-context'], asks);
    }
    case 'change':
      return { kind: 'view', view: changeViewFor({ kind: 'change-list', workflow: workflow.id }, workflow, names) };
    case 'correct-handoff': {
      const { phase } = pressed;
      const asks = asked(workflow, (does) => (does.kind === 'correct-handoff' && does.phase === phase ? does.asks : null));
      return asks === null ? over(workflow) : view({ v: 1, kind: 'correct-handoff', workflow: workflow.id, phase }, SHORT_TITLES['correct-handoff'], asks);
    }
    case 'branch': {
      const asks = asked(workflow, (does) => (does.kind === 'branch' ? does.asks : null));
      return asks === null ? over(workflow) : view({ v: 1, kind: 'branch', workflow: workflow.id }, SHORT_TITLES.branch, asks);
    }
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

/** What was offered when the button was made may not be offered any more; what the form asks is as of now. */
function asked(workflow: Workflow, formOf: (does: ActionTarget) => TextForm | FieldsForm | null): TextForm | FieldsForm | null {
  for (const { card } of threadOf(workflow)) {
    for (const { does } of card.actions) {
      const found = formOf(does);
      if (found) return found;
    }
  }
  return null;
}

function view(form: Form, short: string, asks: TextForm | FieldsForm, takesFile = false): Opening {
  return { kind: 'view', view: askedView({ form, short, asks, takesFile }) };
}

function over(workflow: Workflow): Opening {
  const reason = workflow.stage.kind === 'ended' ? ({ kind: 'workflow-ended' } as const) : ({ kind: 'not-running' } as const);
  return { kind: 'refused', card: refusalCard(reason, workflow) };
}

function openEditor(seen: string, workflow: Workflow, names: LibraryNames): Opening {
  const { proposal, stage, start } = workflow;
  const refuse = (reason: Parameters<typeof refusalCard>[0]): Opening => ({ kind: 'refused', card: refusalCard(reason, workflow) });
  if (stage.kind === 'ended') return refuse({ kind: 'workflow-ended' });
  if (start !== null) return refuse({ kind: 'plan-is-running' });
  if (proposal === null) return refuse({ kind: 'no-plan-yet' });
  if (proposal.hash !== seen) return refuse({ kind: 'plan-moved-on', currentHash: proposal.hash });
  return { kind: 'view', view: planEditor(workflow, proposal, names) };
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
