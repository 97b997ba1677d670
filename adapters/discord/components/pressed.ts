/** What was meant by a button that somebody pressed: ids only. */
import type { ActionTarget, Rereading } from '../../../src/cards/card.ts';
import type { OptionId } from '../../../src/engine/decision.ts';
import type { DecisionId, InputId, PhaseId, WorkflowId } from '../../../src/engine/ids.ts';

export type Change = 'pause' | 'resume' | 'cancel' | 'aggregate';

export type Pressed =
  /** `option` is checked by the desk: an old button may name one that is not asked any more. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId }
  | { readonly kind: 'edit-plan'; readonly workflow: WorkflowId; readonly decision: DecisionId; readonly planHash: string }
  /** `sure`: they were asked, and said yes to it. */
  | { readonly kind: 'override'; readonly workflow: WorkflowId; readonly change: Change; readonly sure: boolean }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId }
  | { readonly kind: 'change'; readonly workflow: WorkflowId }
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId; readonly number: number }
  /** What a plain message was taken for was wrong. `note`: that message. */
  | { readonly kind: 'correct-reading'; readonly workflow: WorkflowId; readonly note: InputId; readonly as: Rereading }
  /** Its ids had no room: `button-mark.ts` finds it among the buttons of the card that it stands on. */
  | { readonly kind: 'marked'; readonly mark: string }
  /** Beside a button that asks again: nothing is done. */
  | { readonly kind: 'leave' };

export function pressedBy(does: ActionTarget): Pressed {
  switch (does.kind) {
    case 'answer':
      return { kind: 'answer', decision: does.decision, option: does.option };
    case 'edit-plan':
      return { kind: 'edit-plan', workflow: does.workflow, decision: does.decision, planHash: does.planHash };
    case 'override':
      return { kind: 'override', workflow: does.workflow, change: does.change, sure: false };
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
