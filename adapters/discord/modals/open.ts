/** What opens at a click: pure over what is given, so that nothing but one read lies between the click and the form. */
import type { Card } from '../../../src/cards/card.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { type Asked, askedBy, notOffered } from '../../../src/forms/asked.ts';
import { planToEdit } from '../../../src/forms/may-change.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import type { Pressed } from '../components/pressed.ts';
import { askedModal } from './asked-form.ts';
import { confirmStep } from './confirm-step.ts';
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
    case 'change': {
      const { proposal, stage } = workflow;
      if (proposal === null || stage.kind !== 'running') return { kind: 'refused', card: notOffered(workflow) };
      return { kind: 'step', messages: changeStep(workflow, proposal) };
    }
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

function beforeOverride({ change }: Extract<Pressed, { kind: 'override' }>, workflow: Workflow): Opening {
  const actions = threadOf(workflow).flatMap(({ card }) => card.actions);
  const offered = actions.find(({ does }) => does.kind === 'override' && does.change === change);
  const question = offered?.does.kind === 'override' ? offered.does.confirm : null;
  if (offered === undefined || question === null) return { kind: 'at-once' };
  return { kind: 'step', messages: confirmStep({ workflow: workflow.id, change, label: offered.label, tone: offered.tone, question }) };
}

function opening(asked: Asked): Opening {
  return asked.kind === 'form' ? { kind: 'modal', modal: askedModal(asked) } : asked;
}

function openEditor(seen: string, workflow: Workflow): Opening {
  const found = planToEdit(seen, workflow);
  return found.kind === 'refused' ? found : { kind: 'step', messages: planStep(workflow, found.proposal) };
}
