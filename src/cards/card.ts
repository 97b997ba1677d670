/**
 * A card: one message as data, free of any platform. Adapters render it natively within their limits. Text in
 * spans is plain and may come from people or models: renderers escape it. Only `markdown` blocks carry markup.
 */

import type { OptionId } from '../engine/decision.ts';
import type { ArtifactId, DecisionId, GroupId, InputId, PersonId, PhaseId, WorkflowId } from '../engine/ids.ts';

export interface Card {
  readonly v: 1;
  readonly kind: CardKind;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  /** Who is notified when it is first posted. Edits notify nobody. */
  readonly notify: readonly PersonId[];
  /** Groups and roles that are notified with it. */
  readonly notifyGroups: readonly GroupId[];
}

export type CardKind =
  | 'plan'
  | 'live'
  | 'phase'
  | 'handoff'
  | 'ballot'
  | 'panel'
  | 'supervised'
  | 'decision'
  | 'resumption'
  | 'answer'
  | 'completion'
  | 'notice'
  /** A question that nobody has answered yet, again. */
  | 'reminder'
  /** How far a long run is. */
  | 'report'
  | 'help'
  | 'list'
  | 'settings'
  | 'refusal';

export type Block =
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'line'; readonly line: Line }
  /** Small, quiet text: who asked, who may answer, where a figure comes from. */
  | { readonly kind: 'context'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  /** Rows with a state: the workstream map and the live card. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** Text by a model or a person, as Markdown. Untrusted: mentions and raw HTML must not come alive. */
  | { readonly kind: 'markdown'; readonly source: string }
  | { readonly kind: 'files'; readonly files: readonly { readonly artifact: ArtifactId; readonly name: string; readonly bytes: number }[] }
  /** The plan graph of the workflow, where the surface can show pictures. */
  | { readonly kind: 'picture'; readonly workflow: WorkflowId; readonly alt: string }
  | { readonly kind: 'alert'; readonly tone: 'info' | 'warning' | 'error'; readonly line: Line };

export type Line = readonly Span[];

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'person'; readonly id: PersonId }
  /** A user group or a role; mentioned natively, else shown by its name. */
  | { readonly kind: 'group'; readonly id: GroupId }
  /** A moment, shown in the tenant's time zone. */
  | { readonly kind: 'time'; readonly at: number; readonly zone: string }
  /** Counts up on surfaces that can; others show the value at `asOf`. */
  | { readonly kind: 'elapsed'; readonly since: number; readonly asOf: number };

export type StepState = 'pending' | 'running' | 'done' | 'failed' | 'blocked' | 'skipped' | 'supplied' | 'cancelled';

export interface Step {
  /** `[n]` in people's eyes. */
  readonly label: string;
  readonly title: string;
  readonly state: StepState | null;
  /** The rest of the row: agent, estimate, dependencies; or elapsed time and cost. */
  readonly detail: Line;
}

export interface Action {
  readonly label: string;
  readonly tone: 'primary' | 'danger' | 'plain';
  readonly does: ActionTarget;
}

export type ActionTarget =
  /** Answers the decision; `asks` is the form that the answer needs first. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId; readonly asks: TextForm | FieldsForm | null }
  /** Opens the plan editor; not an answer. */
  | { readonly kind: 'edit-plan'; readonly workflow: WorkflowId; readonly decision: DecisionId; readonly planHash: string }
  | { readonly kind: 'override'; readonly workflow: WorkflowId; readonly change: 'pause' | 'resume' | 'cancel' | 'aggregate'; readonly confirm: string | null }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId; readonly asks: TextForm }
  /** Opens what can still be changed of a run at work; by itself it changes nothing. */
  | { readonly kind: 'change'; readonly workflow: WorkflowId; readonly number: number }
  /** Corrects what a phase handed over. Fields `decisions` and `openItems`: an item a line, as it should be. */
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId; readonly asks: FieldsForm }
  /** Words in the thread were taken as context. `note`: the message that they were. */
  | { readonly kind: 'correct-reading'; readonly workflow: WorkflowId; readonly note: InputId; readonly as: Rereading }
  /** A new run out of this one, which is over. Fields `workstream` (one of the choices) and `text` (what to change; may be empty). */
  | { readonly kind: 'branch'; readonly workflow: WorkflowId; readonly number: number; readonly asks: FieldsForm };

/** What the words were meant as: nothing for the run, an answer that is still to be chosen, or this answer with these words. */
export type Rereading =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'which-answer' }
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId };

export interface TextForm {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly submit: string;
}

/** A form with several fields; each goes back under its name. */
export interface FieldsForm {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly submit: string;
}

export type Field =
  /** Several lines of text, beginning with `value`. */
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly hint: string;
      readonly value: string;
      readonly required: boolean;
    }
  /** One of a few. */
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly hint: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    };
