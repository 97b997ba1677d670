/** What opens at a click: pure over what is given, so that nothing but one read lies between the click and the form. */
import type { Action, ActionTarget, Card, FieldsForm, TextForm } from '../../../src/cards/card.ts';
import { SHORT_TITLES, shortAnswerTitle } from '../../../src/cards/form-words.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import type { Pressed } from '../components/pressed.ts';
import { askedModal } from './asked-form.ts';
import { confirmStep } from './confirm-step.ts';
import type { Form } from './form.ts';
import type { Modal } from './modal.ts';
import { changeStep, planStep } from './plan-step.ts';

export type Opening =
  | { readonly kind: 'modal'; readonly modal: Modal }
  /** For the person alone: the last of them has what is to be chosen from. */
  | { readonly kind: 'step'; readonly messages: readonly DiscordMessage[] }
  /** It asks for nothing: the desk can be asked at once, and says so itself where it cannot be done any more. */
  | { readonly kind: 'at-once' }
  /** A word to the person. */
  | { readonly kind: 'refused'; readonly card: Card };

export type OpensForm = Extract<Pressed, { kind: 'answer' | 'edit-plan' | 'override' | 'add-context' | 'change' | 'correct-handoff' | 'branch' }>;

/** The workflow is that of the button, of the person's tenant. */
export function openingFor(pressed: OpensForm, workflow: Workflow): Opening {
  switch (pressed.kind) {
    case 'override':
      return pressed.sure ? { kind: 'at-once' } : beforeOverride(pressed, workflow);
    case 'edit-plan':
      return openEditor(pressed.planHash, workflow);
    case 'answer': {
      const { decision, option } = pressed;
      const asks = asked(workflow, (does) => (does.kind === 'answer' && does.decision === decision && does.option === option ? does.asks : null));
      if (asks === null) return { kind: 'at-once' };
      const takesFile = option === 'supply' && workflow.decisions.get(decision)?.question.kind !== 'missing-inputs';
      return form({ kind: 'answer', decision, option }, shortAnswerTitle(option), asks, takesFile);
    }
    case 'add-context': {
      const asks = asked(workflow, (does) => (does.kind === 'add-context' ? does.asks : null));
      return asks === null ? over(workflow) : form({ kind: 'add-context', workflow: workflow.id }, SHORT_TITLES['add-context'], asks);
    }
    case 'change': {
      const { proposal, stage } = workflow;
      return proposal === null || stage.kind !== 'running' ? over(workflow) : { kind: 'step', messages: changeStep(workflow, proposal) };
    }
    case 'correct-handoff': {
      const { phase } = pressed;
      const asks = asked(workflow, (does) => (does.kind === 'correct-handoff' && does.phase === phase ? does.asks : null));
      return asks === null ? over(workflow) : form({ kind: 'correct-handoff', workflow: workflow.id, phase }, SHORT_TITLES['correct-handoff'], asks);
    }
    case 'branch': {
      const asks = asked(workflow, (does) => (does.kind === 'branch' ? does.asks : null));
      return asks === null ? over(workflow) : form({ kind: 'branch', workflow: workflow.id }, SHORT_TITLES.branch, asks);
    }
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

function beforeOverride({ change }: Extract<Pressed, { kind: 'override' }>, workflow: Workflow): Opening {
  const offered = actionsOf(workflow).find(({ does }) => does.kind === 'override' && does.change === change);
  const question = offered?.does.kind === 'override' ? offered.does.confirm : null;
  if (offered === undefined || question === null) return { kind: 'at-once' };
  return { kind: 'step', messages: confirmStep({ workflow: workflow.id, change, label: offered.label, tone: offered.tone, question }) };
}

/** What was offered when the button was made may not be offered any more; what the form asks is as of now. */
function asked(workflow: Workflow, formOf: (does: ActionTarget) => TextForm | FieldsForm | null): TextForm | FieldsForm | null {
  for (const { does } of actionsOf(workflow)) {
    const found = formOf(does);
    if (found) return found;
  }
  return null;
}

function actionsOf(workflow: Workflow): readonly Action[] {
  return threadOf(workflow).flatMap(({ card }) => card.actions);
}

function form(about: Form, short: string, asks: TextForm | FieldsForm, takesFile = false): Opening {
  return { kind: 'modal', modal: askedModal({ form: about, short, asks, takesFile }) };
}

function over(workflow: Workflow): Opening {
  const reason = workflow.stage.kind === 'ended' ? ({ kind: 'workflow-ended' } as const) : ({ kind: 'not-running' } as const);
  return { kind: 'refused', card: refusalCard(reason, workflow) };
}

function openEditor(seen: string, workflow: Workflow): Opening {
  const { proposal, stage, start } = workflow;
  const refuse = (reason: Parameters<typeof refusalCard>[0]): Opening => ({ kind: 'refused', card: refusalCard(reason, workflow) });
  if (stage.kind === 'ended') return refuse({ kind: 'workflow-ended' });
  if (start !== null) return refuse({ kind: 'plan-is-running' });
  if (proposal === null) return refuse({ kind: 'no-plan-yet' });
  if (proposal.hash !== seen) return refuse({ kind: 'plan-moved-on', currentHash: proposal.hash });
  return { kind: 'step', messages: planStep(workflow, proposal) };
}
