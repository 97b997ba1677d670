/**
 * What an adapter can ask for on a person's behalf. The adapter has verified who acts; the desk checks what
 * they may do, at the moment of the action.
 */
import type { Card } from '../cards/card.ts';
import type { OptionId } from '../engine/decision.ts';
import type { RefusalReason } from '../engine/event.ts';
import type { ArtifactId, ChannelId, DecisionId, InputId, PersonId, TenantId, ThreadId, WorkflowId } from '../engine/ids.ts';
import type { Override, PlanEdit } from '../engine/input.ts';

export interface Desk {
  command(request: CommandRequest): Promise<CommandReply>;
  answer(request: AnswerRequest): Promise<ActionReply>;
  editPlan(request: EditRequest): Promise<ActionReply>;
  override(request: OverrideRequest): Promise<ActionReply>;
}

/** Who acts, where. `input` makes a redelivery harmless. */
export interface Acting {
  readonly tenant: TenantId;
  readonly actor: PersonId;
  readonly input: InputId;
}

export interface CommandRequest extends Acting {
  readonly surface: string;
  readonly channel: ChannelId;
  /** Null: a new thread. */
  readonly thread: ThreadId | null;
  readonly text: string;
  /** Ids of uploads that `Artifacts.store` has taken. */
  readonly attachments: readonly ArtifactId[];
}

export type CommandReply =
  | { readonly kind: 'started'; readonly workflow: WorkflowId; readonly number: number; readonly thread: ThreadId }
  /** An answer for this person only (help, lists, settings). */
  | { readonly kind: 'told'; readonly card: Card; readonly thread: ThreadId | null }
  /** It was taken as an action on the thread's workflow (context, an exact word). */
  | {
      readonly kind: 'acted';
      readonly workflow: WorkflowId;
      readonly thread: ThreadId;
      readonly reply: ActionReply;
      readonly as: 'context' | 'answer' | 'cancel' | 'pause' | 'resume';
    }
  /** The command cannot be read; the card is its help. */
  | { readonly kind: 'misread'; readonly card: Card };

export interface AnswerRequest extends Acting {
  readonly decision: DecisionId;
  readonly option: OptionId;
  readonly text: string | null;
}

export interface EditRequest extends Acting {
  readonly workflow: WorkflowId;
  /** Hash of the plan that the person saw; null: whatever stands. */
  readonly baseHash: string | null;
  readonly edits: readonly PlanEdit[];
}

export interface OverrideRequest extends Acting {
  readonly workflow: WorkflowId;
  readonly change: OverrideAsk;
}

/** An override as a person states it: a supplied result is still text. */
export type OverrideAsk = Exclude<Override, { kind: 'supply' }> | { readonly kind: 'supply'; readonly workstream: string; readonly text: string };

export type ActionReply =
  | { readonly kind: 'accepted' }
  /** The card says why and who may. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly card: Card }
  /** It is safe in the inbox, and no driver has applied it yet. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'not-found' };
