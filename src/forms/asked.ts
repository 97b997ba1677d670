/** What a button of a card asks for now: what was offered when the button was made may not be offered any more. */
import type { ActionTarget, Card, FieldsForm, TextForm } from '../cards/card.ts';
import { SHORT_TITLES, shortAnswerTitle } from '../cards/form-words.ts';
import { refusalCard } from '../cards/refusal.ts';
import { threadOf } from '../cards/thread.ts';
import type { OptionId } from '../engine/decision.ts';
import type { DecisionId, PhaseId, WorkflowId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { AskedForm } from './read-asked.ts';

/** The buttons whose cards say what their forms ask. */
export type AskingButton =
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId }
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId };

export type Asked =
  | {
      readonly kind: 'form';
      readonly about: AskedForm;
      readonly short: string;
      readonly asks: TextForm | FieldsForm;
      /** Longer text may come as a file. */
      readonly takesFile: boolean;
    }
  /** It asks for nothing: the desk can be asked at once, and says so itself where it cannot be done any more. */
  | { readonly kind: 'at-once' }
  | { readonly kind: 'refused'; readonly card: Card };

/** The workflow is that of the button. */
export function askedBy(button: AskingButton, workflow: Workflow): Asked {
  switch (button.kind) {
    case 'answer': {
      const { decision, option } = button;
      const asks = asked(workflow, (does) => (does.kind === 'answer' && does.decision === decision && does.option === option ? does.asks : null));
      if (asks === null) return { kind: 'at-once' };
      const takesFile = option === 'supply' && workflow.decisions.get(decision)?.question.kind !== 'missing-inputs';
      return { kind: 'form', about: { kind: 'answer', decision, option }, short: shortAnswerTitle(option), asks, takesFile };
    }
    case 'add-context': {
      const asks = asked(workflow, (does) => (does.kind === 'add-context' ? does.asks : null));
      return form({ kind: 'add-context', workflow: workflow.id }, asks, workflow);
    }
    case 'correct-handoff': {
      const { phase } = button;
      const asks = asked(workflow, (does) => (does.kind === 'correct-handoff' && does.phase === phase ? does.asks : null));
      return form({ kind: 'correct-handoff', workflow: workflow.id, phase }, asks, workflow);
    }
    case 'branch': {
      const asks = asked(workflow, (does) => (does.kind === 'branch' ? does.asks : null));
      return form({ kind: 'branch', workflow: workflow.id }, asks, workflow);
    }
    default: {
      const missed: never = button;
      return missed;
    }
  }
}

function asked(workflow: Workflow, formOf: (does: ActionTarget) => TextForm | FieldsForm | null): TextForm | FieldsForm | null {
  for (const { card } of threadOf(workflow)) {
    for (const { does } of card.actions) {
      const found = formOf(does);
      if (found) return found;
    }
  }
  return null;
}

function form(about: Exclude<AskedForm, { kind: 'answer' }>, asks: TextForm | FieldsForm | null, workflow: Workflow): Asked {
  if (asks === null) return { kind: 'refused', card: notOffered(workflow) };
  return { kind: 'form', about, short: SHORT_TITLES[about.kind], asks, takesFile: false };
}

/** It was offered while the run was at work. */
export function notOffered(workflow: Workflow): Card {
  return refusalCard(workflow.stage.kind === 'ended' ? { kind: 'workflow-ended' } : { kind: 'not-running' }, workflow);
}
