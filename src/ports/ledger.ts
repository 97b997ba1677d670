/**
 * The ledger as a driver sees it: open a workflow, take it over, append to it. Two appends cannot both win:
 * each names the version and the epoch it expects.
 */
import type { ArtifactRef } from '../engine/body.ts';
import type { FullCap } from '../engine/budget.ts';
import type { Recorded, RefusalReason } from '../engine/event.ts';
import type { InputId, TenantId, WorkflowId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import type { Workflow } from '../engine/state.ts';

export interface Ledger {
  /**
   * Creates a workflow in one transaction: its first events, the derived rows, the artifacts and the job that wakes a
   * driver. Its `#number` is taken before: none comes twice, and one may stay unused. The same input id again changes
   * nothing and returns what it made the first time.
   */
  open(opening: Opening): Promise<Opened>;
  /** Takes a new epoch and loads everything that a drive needs; null when there is no such workflow. */
  takeOver(workflow: WorkflowId): Promise<Takeover | null>;
  /** One statement: events at the expected version and epoch, derived rows, artifacts, inputs marked as applied. */
  append(batch: Batch): Promise<Appended>;
  /** Inputs that are in the inbox and not yet applied, oldest first. */
  pending(workflow: WorkflowId): Promise<readonly Delivered[]>;
  /** Workflows in which something is to do: not at rest, with inputs that wait, or at rest until a moment that has come. For the sweeper. */
  runnable(): Promise<readonly WorkflowId[]>;
}

export interface Opening {
  readonly tenant: TenantId;
  readonly workflow: WorkflowId;
  readonly input: InputId;
  readonly artifacts: readonly NewArtifact[];
  /** Pure: what to write once the number is known. */
  readonly first: (number: number) => { readonly recorded: readonly Recorded[]; readonly after: Workflow };
}

export interface Opened {
  readonly workflow: WorkflowId;
  readonly number: number;
  /** True when this input id had been used before. */
  readonly duplicate: boolean;
}

export interface Takeover {
  readonly epoch: number;
  /** The ledger's clock, epoch milliseconds: deadlines are kept by it, whatever a process's own clock says. */
  readonly now: number;
  readonly recorded: readonly Recorded[];
  readonly pending: readonly Delivered[];
}

export interface Delivered {
  readonly id: InputId;
  readonly input: Input;
}

export interface Batch {
  readonly workflow: WorkflowId;
  readonly tenant: TenantId;
  /** `seq` of the last event before these; 0 for none. */
  readonly expectedVersion: number;
  readonly epoch: number;
  readonly recorded: readonly Recorded[];
  /** The state after the last of `recorded`; derived rows are made from it. */
  readonly after: Workflow;
  readonly artifacts: readonly NewArtifact[];
  /** Inputs from the inbox that this batch applies, with what came of each. */
  readonly applied: readonly { readonly id: InputId; readonly outcome: InputOutcome }[];
}

/**
 * `stale`: another driver has the workflow. Stop, abort what runs, never reload. `over-budget`: the calls that the batch
 * starts do not fit under these caps; nothing was written.
 */
export type Appended = { readonly kind: 'appended' } | { readonly kind: 'stale' } | { readonly kind: 'over-budget'; readonly caps: readonly FullCap[] };

export type InputOutcome = { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Content with its name; stored once, under its id. */
export interface NewArtifact {
  readonly ref: ArtifactRef;
  readonly content: Uint8Array;
}
