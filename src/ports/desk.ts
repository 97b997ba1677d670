/**
 * What an adapter can ask for on a person's behalf. The adapter has verified who acts; the desk checks what
 * they may do, at the moment of the action.
 */
import type { Card } from '../cards/card.ts';
import type { TakenAs } from '../cards/notice.ts';
import type { OptionId } from '../engine/decision.ts';
import type { PlaceLoss, RefusalReason } from '../engine/event.ts';
import type { ArtifactId, ChannelId, DecisionId, GroupId, InputId, PersonId, TenantId, ThreadId, WorkflowId, WorkstreamId } from '../engine/ids.ts';
import type { Override, PlanEdit } from '../engine/input.ts';
import type { AgentType } from '../engine/plan.ts';
import type { ReportStatus } from '../engine/report.ts';
import type { TypedOptions } from '../engine/request-options.ts';
import type { WorkflowSummary } from './archive.ts';

export interface Desk {
  command(request: CommandRequest): Promise<CommandReply>;
  answer(request: AnswerRequest): Promise<ActionReply>;
  editPlan(request: EditRequest): Promise<ActionReply>;
  override(request: OverrideRequest): Promise<ActionReply>;
  /** Redo only what is needed of a run that is over. */
  branch(request: BranchRequest): Promise<BranchReply>;
  /** A place, or all of a tenant's on this surface, went out of reach or came back. Returns the runs that this held up or let go on. */
  place(change: PlaceChange): Promise<readonly WorkflowSummary[]>;
}

export interface PlaceChange {
  readonly tenant: TenantId;
  readonly surface: string;
  /** Null: all of them. */
  readonly channel: ChannelId | null;
  /** Null: all of the channel. */
  readonly thread: ThreadId | null;
  /** Null: it is within reach again. */
  readonly reason: PlaceLoss | null;
  /** Only where this was the reason. Absent: whatever it was. */
  readonly after?: PlaceLoss;
  /** Told again under the same one it does nothing. */
  readonly input: InputId;
}

/** Who acts, where. `input` makes a redelivery harmless. */
export interface Acting {
  readonly tenant: TenantId;
  readonly actor: PersonId;
  /** The groups or roles that the surface itself knows this person to be in, now. Those of the settings are the desk's to look up, for the run's channel. */
  readonly groups: readonly GroupId[];
  /** Whether the surface knows this person as one of its admins, now. */
  readonly admin: boolean;
  readonly input: InputId;
  /**
   * Whether this person may see what is in that thread of the channel: a surface with private places answers for each. Runs of
   * others are as if they were not there. Absent: they may see everything of the tenant.
   */
  readonly sees?: (channel: ChannelId, thread: ThreadId) => Promise<boolean>;
}

export interface CommandRequest extends Acting {
  readonly surface: string;
  readonly channel: ChannelId;
  /** Null: a new thread. */
  readonly thread: ThreadId | null;
  /** Begins the new thread, once it is sure that a run starts; the same one for the same input. Absent: the desk names it. */
  readonly opens?: () => Promise<ThreadId>;
  readonly text: string;
  /** Said in a thread to nobody in particular: context or an answer, never a new request. */
  readonly aside?: true;
  /** When it was said, epoch milliseconds: an approval is none of what was asked after that. Absent: now. */
  readonly saidAt?: number;
  /** Options from the fields of a form or of the API; those in the text win. Absent: none. */
  readonly options?: TypedOptions;
  /** Ids of uploads that `Artifacts.store` has taken. */
  readonly attachments: readonly ArtifactId[];
  /** What was said in the thread before, oldest first: material for a new run, never its instruction. */
  readonly background?: readonly SpokenBefore[];
}

export interface SpokenBefore {
  /** As people know them. */
  readonly author: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
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
      readonly as: TakenAs;
    }
  /** The command cannot be read; the card is its help. */
  | { readonly kind: 'misread'; readonly card: Card };

export interface AnswerRequest extends Acting {
  readonly decision: DecisionId;
  readonly option: OptionId;
  readonly text: string | null;
  /** Words of theirs that were taken as context are the text; taken back once the answer is accepted. */
  readonly note?: InputId;
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

export interface BranchRequest extends Acting {
  readonly workflow: WorkflowId;
  /** Done again, with everything that depends on it. */
  readonly workstream: WorkstreamId;
  /** Null: exactly as it was. */
  readonly change: BranchChange | null;
}

/** Null leaves a part as it was. */
export interface BranchChange {
  readonly agent: AgentType | null;
  readonly persona: string | null;
  /** Instead of the workstream's task. */
  readonly task: string | null;
  /** Added to the task. */
  readonly note: string | null;
}

export type BranchReply =
  | {
      readonly kind: 'started';
      readonly workflow: WorkflowId;
      readonly number: number;
      readonly thread: ThreadId;
      /** Workstreams whose results are taken over, and what those cost when they were made. */
      readonly reused: readonly WorkstreamId[];
      readonly savedUsd: number;
    }
  | {
      readonly kind: 'refused';
      readonly reason: Extract<RefusalReason, { kind: 'unknown-workstream' | 'unknown-name' | 'plan-invalid' }> | { readonly kind: 'not-ended' };
      readonly card: Card;
    }
  | { readonly kind: 'not-found' };

/** An override as a person states it: a supplied result is still text, and a subtask has the name that its author gave it. */
export type OverrideAsk =
  | Exclude<Override, { kind: 'supply' | 'report' }>
  | { readonly kind: 'supply'; readonly workstream: string; readonly text: string }
  | ({ readonly kind: 'report' } & ReportAsk);

export interface ReportAsk {
  /** `t1` as it was given, or our own `1`. */
  readonly task: string;
  readonly status: ReportStatus;
  /** Of what is completed the output, of what failed the reason. */
  readonly result: string | null;
  readonly session: string | null;
  /** On purpose, although it is completed. */
  readonly again: boolean;
}

export type ActionReply =
  | { readonly kind: 'accepted' }
  /** The card says why and who may. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly card: Card }
  /** It is safe in the inbox, and no driver has applied it yet. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'not-found' };
