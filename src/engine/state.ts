/**
 * What a workflow is now, folded from its events. Stages: assessing, answering (inline), planning,
 * awaiting-approval, shown (plan-only), running, synthesising, ended. A workstream's status is a union of its own.
 */
import type { Ballot, CheckVerdict } from './answers.ts';
import type { ArtifactRef, Body } from './body.ts';
import type { Cap, FullCap } from './budget.ts';
import type { AttemptRecord, Subject } from './call.ts';
import type { Complexity } from './complexity.ts';
import type { CompositionRun } from './composition.ts';
import type { Decision } from './decision.ts';
import type { Background, Handoff, Mode, Note, Outcome, Place, PlaceLoss, PlanEstimate, Reuse } from './event.ts';
import type { Failure } from './failure.ts';
import type { ArtifactId, AttemptId, DecisionId, PersonId, PhaseId, WorkflowId, WorkstreamId } from './ids.ts';
import type { Judgement } from './judgement.ts';
import type { LibrarySizes } from './library-sizes.ts';
import type { LikeRuns } from './like-runs.ts';
import type { ModelName } from './model-table.ts';
import type { Moment } from './moment.ts';
import type { Envelope, Plan } from './plan.ts';
import type { RequestOptions } from './request-options.ts';
import type { Settings } from './settings.ts';
import type { Supervision } from './supervision.ts';

export type WorkflowState = { readonly kind: 'none' } | Workflow;

export interface Workflow {
  readonly kind: 'workflow';
  readonly id: WorkflowId;
  readonly number: number;
  readonly place: Place;
  readonly requester: PersonId;
  readonly mode: Mode;
  readonly task: Body;
  readonly inputs: readonly ArtifactRef[];
  readonly background: Background | null;
  readonly settings: Settings;
  readonly options: RequestOptions;
  /** Of the library's texts that plans so far have named. */
  readonly sizes: LibrarySizes;
  readonly requestedAt: number;
  /** When the last event was recorded; elapsed times on cards are as of then. */
  readonly updatedAt: number;
  /** `seq` of the last event. */
  readonly version: number;
  readonly stage: Stage;
  /** Who paused it and when, while it is paused. */
  readonly paused: { readonly by: PersonId; readonly at: number } | null;
  /** Set while nobody answered in time and nobody has taken it up again. */
  readonly parked: { readonly decision: DecisionId; readonly at: number } | null;
  /** Set while nobody can be reached where it lives: nothing new starts. */
  readonly away: { readonly reason: PlaceLoss; readonly at: number } | null;
  /** When something last moved on: the stall rule counts from it. */
  readonly progressAt: number;
  readonly noticed: { readonly stallSince: number | null; readonly progressAt: number | null };
  /** Reminders, escalations, parkings, stalls and progress reports so far, oldest first. */
  readonly moments: readonly Moment[];
  /** No more starts; a person chose to integrate what there is. */
  readonly windingDown: boolean;
  readonly complexity: Complexity | null;
  readonly suggestedPattern: string | null;
  /** Null: not assessed, or by an earlier release. */
  readonly judgement: Judgement | null;
  readonly givenPlan: Plan | null;
  /** The given plan is that of a composition. */
  readonly composition: CompositionRun | null;
  readonly reuse: Reuse | null;
  /** Of the given plan. */
  readonly like: LikeRuns | null;
  readonly proposal: Proposal | null;
  /** Plans proposed so far, edits included: the next one's revision counts on. */
  readonly revisions: number;
  /** How often people chose another pattern instead of a plan. */
  readonly replans: number;
  readonly start: { readonly at: number; readonly by: PersonId | null } | null;
  readonly phases: ReadonlyMap<PhaseId, PhaseRecord>;
  readonly workstreams: ReadonlyMap<WorkstreamId, WorkstreamRecord>;
  /** Calls in flight by attempt. */
  readonly running: ReadonlyMap<AttemptId, AttemptRecord>;
  /** What is booked for cancelled calls, until it is known what they used. */
  readonly bookings: ReadonlyMap<AttemptId, Booking>;
  /** Tries and last failure per subject key, since it was last (re)queued. */
  readonly tries: ReadonlyMap<string, Tries>;
  readonly decisions: ReadonlyMap<DecisionId, Decision>;
  /** Ballots of a panel that people asked for again since. */
  readonly formerBallots: readonly { readonly workstream: WorkstreamId; readonly ballot: Ballot; readonly artifact: ArtifactId; readonly castAt: number }[];
  readonly supervision: Supervision;
  readonly handoffs: readonly (Handoff & { readonly at: number })[];
  readonly notes: readonly Note[];
  /** Attempts that a stopping process gave back and nobody has told people about yet. */
  readonly handedBack: readonly { readonly attempt: AttemptId; readonly bookedUsd: number }[];
  readonly resumptions: readonly Resumption[];
  readonly answer: FinalAnswer | null;
  /** Dollars that the workflow may cost: its budget, as raised since. */
  readonly capUsd: number;
  /** Other caps that people raised for this workflow. */
  readonly raisedCaps: readonly { readonly cap: Cap; readonly to: number }[];
  /** Shared caps that had no room for the next calls, as the ledger last told it; forgotten when a call ends or a cap is raised. */
  readonly fullCaps: readonly FullCap[];
  readonly spent: Spending;
  readonly attemptsMade: number;
  readonly decisionsMade: number;
}

export type Stage =
  | { readonly kind: 'assessing' }
  | { readonly kind: 'answering' }
  | { readonly kind: 'planning' }
  | { readonly kind: 'awaiting-approval' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'running' }
  | { readonly kind: 'synthesising' }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly at: number; readonly by: PersonId | null };

export interface Proposal {
  readonly plan: Plan;
  readonly hash: string;
  readonly revision: number;
  readonly envelope: Envelope;
  readonly estimate: PlanEstimate;
  readonly author: PersonId | null;
  readonly change: { readonly dropped: readonly WorkstreamId[]; readonly changed: readonly WorkstreamId[] } | null;
}

export interface PhaseRecord {
  readonly id: PhaseId;
  readonly state:
    | { readonly kind: 'pending' }
    | { readonly kind: 'running'; readonly startedAt: number }
    /** Its workstreams are settled; its handoff is being written (or was waived when `handoff` is false). */
    | { readonly kind: 'handing-off'; readonly startedAt: number; readonly workDoneAt: number }
    | { readonly kind: 'finished'; readonly startedAt: number; readonly finishedAt: number };
}

export interface WorkstreamRecord {
  readonly id: WorkstreamId;
  readonly status: WorkstreamStatus;
  /** Attempts ever started for its work (checks not counted). */
  readonly attempts: number;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly costUsd: number;
  readonly loop: Loop | null;
  /** A model that a person chose instead of the role's. */
  readonly model: ModelName | null;
  /** It was made from a handoff that was corrected since. */
  readonly stale: boolean;
  /** A supervisor has seen this result, or this failure. */
  readonly reviewed: boolean;
  /** Taken over from a former run. */
  readonly reused: boolean;
  /** Of tracked work: who is at it, while somebody is. */
  readonly takenUp: { readonly by: PersonId; readonly session: string | null; readonly at: number } | null;
  readonly startedAt: number | null;
  readonly settledAt: number | null;
}

/** The iterative loop. `draft` is the last round's result; `checks` has one verdict per checked round. */
export interface Loop {
  readonly round: number;
  readonly draft: { readonly artifact: ArtifactRef; readonly opening: string } | null;
  readonly checks: readonly CheckVerdict[];
}

export const FIRST_ROUND: Loop = { round: 0, draft: null, checks: [] };

export type WorkstreamStatus =
  | { readonly kind: 'pending' }
  | { readonly kind: 'running'; readonly attempt: AttemptId }
  | { readonly kind: 'done'; readonly artifact: ArtifactRef; readonly opening: string; readonly ballot: Ballot | null }
  /** `accepted`: a person chose to go on without it. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly accepted: PersonId | null }
  | { readonly kind: 'blocked'; readonly by: WorkstreamId }
  | { readonly kind: 'skipped'; readonly by: PersonId }
  | { readonly kind: 'supplied'; readonly by: PersonId; readonly artifact: ArtifactRef; readonly opening: string }
  | { readonly kind: 'cancelled'; readonly by: PersonId };

export interface Tries {
  /** Failed tries since the subject was last (re)queued. Interrupted ones do not count. */
  readonly failed: number;
  /** Failed tries in all. */
  readonly failedEver: number;
  readonly lastFailure: Failure | null;
}

export interface Booking {
  readonly subject: Subject;
  readonly usd: number;
  /** 0 in rehearsal. */
  readonly chargedUsd: number;
  readonly tokens: number;
}

export interface Resumption {
  readonly at: number;
  readonly cause: 'crash' | 'handed-back';
  readonly kept: number;
  readonly repeated: readonly AttemptId[];
  /** What the repeated attempts were for. */
  readonly maybeTwiceUsd: number;
}

export type FinalAnswer =
  | { readonly kind: 'inline'; readonly answer: Body; readonly at: number }
  | { readonly kind: 'integrated'; readonly title: string; readonly answer: Body; readonly notes: readonly string[]; readonly at: number };

export interface Spending {
  /** At table prices. Finished calls at what they cost, interrupted ones at what was booked. */
  readonly costUsd: number;
  /** Really owed: 0 in rehearsal. */
  readonly chargedUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of calls whose end is unknown: what had been set aside for them. */
  readonly bookedTokens: number;
  /** Set aside for calls in flight. */
  readonly reservedUsd: number;
  readonly reservedTokens: number;
  readonly calls: number;
  /** True when every call so far was a rehearsal. */
  readonly rehearsal: boolean;
}

/** The status words that people and the API see. */
export type WorkflowStatusWord = 'planning' | 'waiting' | 'running' | 'paused' | 'parked' | 'completed' | 'partial' | 'failed' | 'cancelled';
