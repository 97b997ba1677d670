/** Reading what there is, always within one tenant. */
import type { Card } from '../cards/card.ts';
import type { Recorded } from '../engine/event.ts';
import type { ChannelId, PersonId, TenantId, ThreadId, WorkflowId } from '../engine/ids.ts';
import type { Workflow, WorkflowStatusWord } from '../engine/state.ts';

export interface Archive {
  /** Newest first. */
  workflows(tenant: TenantId, filter: WorkflowFilter): Promise<readonly WorkflowSummary[]>;
  /** By id or by `#number`; null when the tenant has none such. */
  find(tenant: TenantId, key: WorkflowId | number): Promise<WorkflowSummary | null>;
  /** The same with its events and the state that they give. Events of a newer release count for nothing in the state. */
  read(tenant: TenantId, key: WorkflowId | number): Promise<ReadWorkflow | null>;
  /** Events after `seq`, oldest first, at most `limit`. Empty for another tenant's workflow. */
  events(tenant: TenantId, workflow: WorkflowId, after: number, limit: number): Promise<readonly Recorded[]>;
  /** A thread's messages in the order they were first posted; all of them, unless a part is asked for. */
  messages(tenant: TenantId, thread: ThreadId, part?: MessagesPart): Promise<readonly Message[]>;
  /** A channel's threads, newest first. */
  threads(tenant: TenantId, channel: ChannelId, limit: number): Promise<readonly ThreadSummary[]>;
}

export interface ReadWorkflow {
  readonly summary: WorkflowSummary;
  readonly workflow: Workflow;
  readonly recorded: readonly Recorded[];
}

/** At most `limit` of those whose position comes after `after`. */
export interface MessagesPart {
  readonly after: number;
  readonly limit: number;
}

export interface WorkflowFilter {
  readonly active: boolean | null;
  readonly thread: ThreadId | null;
  readonly limit: number;
}

export interface WorkflowSummary {
  readonly id: WorkflowId;
  readonly number: number;
  readonly tenant: TenantId;
  readonly surface: string;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  readonly requester: PersonId;
  /** Opening of the task, at most 300 characters. */
  readonly task: string;
  readonly pattern: string | null;
  readonly status: WorkflowStatusWord;
  readonly costUsd: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly done: number;
  readonly total: number;
  readonly version: number;
}

export type Message =
  | {
      readonly kind: 'card';
      readonly id: string;
      /** Grows with every message that is posted first, in any thread; an edit keeps it. */
      readonly position: number;
      readonly workflow: WorkflowId;
      readonly key: string;
      readonly card: Card;
      readonly at: number;
      readonly editedAt: number | null;
    }
  | { readonly kind: 'person'; readonly id: string; readonly position: number; readonly author: PersonId; readonly text: string; readonly at: number };

export interface ThreadSummary {
  readonly thread: ThreadId;
  readonly opening: string;
  readonly author: PersonId | null;
  readonly at: number;
  readonly lastAt: number;
  readonly workflow: WorkflowSummary | null;
}
