/** What was meant by a button of a card that somebody pressed: ids only. */
import type { ActionTarget, Rereading } from '../cards/card.ts';
import type { OptionId } from '../engine/decision.ts';
import type { DecisionId, InputId, PhaseId, WorkflowId } from '../engine/ids.ts';

export type Pressed =
  /** `option` is checked by the desk: an old button may name one that is not asked any more. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId }
  | { readonly kind: 'edit-plan'; readonly workflow: WorkflowId; readonly decision: DecisionId; readonly planHash: string }
  | { readonly kind: 'override'; readonly workflow: WorkflowId; readonly change: 'pause' | 'resume' | 'cancel' | 'aggregate' }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId }
  | { readonly kind: 'change'; readonly workflow: WorkflowId }
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId; readonly number: number }
  /** What a plain message was taken for was wrong. `note`: that message. */
  | { readonly kind: 'correct-reading'; readonly workflow: WorkflowId; readonly note: InputId; readonly as: Rereading };

export function pressedBy(does: ActionTarget): Pressed {
  switch (does.kind) {
    case 'answer':
      return { kind: 'answer', decision: does.decision, option: does.option };
    case 'edit-plan':
      return { kind: 'edit-plan', workflow: does.workflow, decision: does.decision, planHash: does.planHash };
    case 'override':
      return { kind: 'override', workflow: does.workflow, change: does.change };
    case 'add-context':
      return { kind: 'add-context', workflow: does.workflow };
    case 'change':
      return { kind: 'change', workflow: does.workflow };
    case 'correct-handoff':
      return { kind: 'correct-handoff', workflow: does.workflow, phase: does.phase };
    case 'branch':
      return { kind: 'branch', workflow: does.workflow, number: does.number };
    case 'correct-reading':
      return { kind: 'correct-reading', workflow: does.workflow, note: does.note, as: does.as };
    default: {
      const missed: never = does;
      return missed;
    }
  }
}
