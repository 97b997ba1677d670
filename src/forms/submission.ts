/** What came back with a form: something for the desk, what is wrong with which field, or why it cannot be taken any more. */
import type { Card } from '../cards/card.ts';
import type { OptionId } from '../engine/decision.ts';
import type { ChannelId, DecisionId, WorkflowId, WorkstreamId } from '../engine/ids.ts';
import type { PlanEdit } from '../engine/input.ts';
import type { BranchChange, OverrideAsk } from '../ports/desk.ts';

export type Submission =
  | { readonly kind: 'submitted'; readonly submitted: Submitted }
  /** By the name of the field that each belongs to. */
  | { readonly kind: 'errors'; readonly errors: FieldErrors }
  /** What the form was about has moved on. */
  | { readonly kind: 'refused'; readonly card: Card };

export type FieldErrors = Readonly<Record<string, string>>;

export type Submitted =
  /** `file`: the surface's id of a file whose text takes the place of `text`; the name of its field for what may be wrong with it is `file`. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId; readonly text: string | null; readonly file: string | null }
  | { readonly kind: 'edit-plan'; readonly workflow: WorkflowId; readonly baseHash: string; readonly edits: readonly PlanEdit[] }
  /** One after the other. */
  | { readonly kind: 'overrides'; readonly workflow: WorkflowId; readonly changes: readonly [OverrideAsk, ...OverrideAsk[]] }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId; readonly workstream: WorkstreamId; readonly change: BranchChange | null }
  /** Commands for the desk, one after the other, in this channel (null: none, which is the workspace). */
  | { readonly kind: 'settings'; readonly channel: ChannelId | null; readonly commands: readonly [string, ...string[]] }
  /** The form had nothing to send. */
  | { readonly kind: 'nothing' };

export function submitted(what: Submitted): Submission {
  return { kind: 'submitted', submitted: what };
}

export function wrong(field: string, why: string): Submission {
  return { kind: 'errors', errors: { [field]: why } };
}
