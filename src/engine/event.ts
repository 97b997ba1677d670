/**
 * Everything that can be true of a workflow, as it happened. Events are facts in the past tense; they
 * carry ids, sizes and hashes, and no text over 8 KB. The union only grows: released logs must still fold.
 */
import type { Ballot, CheckVerdict } from './answers.ts';
import type { ArtifactRef, Body } from './body.ts';
import type { Cap, FullCap } from './budget.ts';
import type { AttemptRecord, Usage } from './call.ts';
import type { Complexity } from './complexity.ts';
import type { CompositionRun, GivenInput } from './composition.ts';
import type { AnswerPolicy, Deadline, Decision, OptionId, VoidReason } from './decision.ts';
import type { Failure } from './failure.ts';
import type { ArtifactId, AttemptId, ChannelId, DecisionId, InputId, PersonId, PhaseId, TenantId, ThreadId, WorkflowId, WorkstreamId } from './ids.ts';
import type { WorkstreamChange } from './input.ts';
import type { Judgement } from './judgement.ts';
import type { LibrarySizes } from './library-sizes.ts';
import type { LikeRuns } from './like-runs.ts';
import type { Limits } from './limits.ts';
import type { ModelName } from './model-table.ts';
import type { Envelope, PatternName, Plan } from './plan.ts';
import type { RequestOptions } from './request-options.ts';
import type { Settings } from './settings.ts';
import type { Supervised } from './supervision.ts';

/** `tracked`: a list of subtasks that others do; Baton keeps the books and integrates what comes back. */
export type Mode = 'orchestrate' | 'parallel' | 'plan-only' | 'auto' | 'tracked';

/** Where a workflow lives. */
export interface Place {
  readonly tenant: TenantId;
  readonly surface: string;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
}

/** Why a place is out of reach: it or the run's thread was archived, locked or deleted, Baton was taken out of it or may not write there, or is out of the whole workspace. */
export type PlaceLoss = 'archived' | 'deleted' | 'left' | 'locked' | 'not-allowed' | 'thread-deleted' | 'uninstalled';

export interface PlanEstimate {
  /** Dollars, table prices. */
  readonly p50Usd: number;
  readonly p90Usd: number;
  readonly minutes: number;
  /** How many like runs the figures come from; 0 means the price table. */
  readonly fromRuns: number;
}

export interface Handoff {
  readonly phase: PhaseId;
  readonly decisions: readonly string[];
  readonly artifacts: readonly ArtifactRef[];
  readonly openItems: readonly string[];
  /** Who takes over: the next phase, or null when integration follows. */
  readonly next: PhaseId | null;
  readonly correctedBy: PersonId | null;
}

/** Earlier messages of the thread, kept as one file among the inputs. */
export interface Background {
  readonly artifact: ArtifactId;
  readonly messages: number;
}

/** What a run takes over from a former one: results stay as they were, and are not paid for again. */
export interface Reuse {
  readonly from: WorkflowId;
  readonly fromNumber: number;
  readonly results: readonly {
    readonly workstream: WorkstreamId;
    readonly artifact: ArtifactRef;
    readonly opening: string;
    readonly ballot: Ballot | null;
    /** What it cost when it was made. */
    readonly costUsd?: number;
  }[];
  readonly handoffs: readonly Handoff[];
  /** What the reused results cost when they were made, in dollars. */
  readonly savedUsd: number;
  /** What people told its agents. */
  readonly notes?: readonly Note[];
  /** The models that people chose. */
  readonly models?: readonly { readonly workstream: WorkstreamId; readonly model: ModelName }[];
}

/** What a person added, for one workstream or, with null, for all that had not started. */
export interface Note {
  readonly by: PersonId;
  readonly text: string;
  readonly workstream: WorkstreamId | null;
  readonly at: number;
  /** The message that it was, so that its author can take it back. Absent: it cannot be taken back. */
  readonly id?: InputId;
}

/** Every refusal has a closed reason; the words for it are in `src/cards`. */
export type RefusalReason =
  | { readonly kind: 'not-allowed'; readonly policy: AnswerPolicy }
  | { readonly kind: 'already-voted'; readonly option: OptionId; readonly votes: number; readonly needed: number }
  | { readonly kind: 'already-answered'; readonly by: PersonId; readonly option: OptionId; readonly at: number }
  /** Only an admin raises a cap beyond its ceiling. */
  | { readonly kind: 'above-ceiling'; readonly cap: Cap; readonly ceiling: number; readonly asked: number }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unknown-decision' }
  | { readonly kind: 'unknown-option'; readonly options: readonly OptionId[] }
  | { readonly kind: 'text-needed' }
  | { readonly kind: 'unknown-choice'; readonly choices: readonly string[] }
  | { readonly kind: 'unknown-workstream' }
  /** The library has nothing of that name. */
  | { readonly kind: 'unknown-name'; readonly what: 'persona' | 'skill'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'plan-is-running' }
  | { readonly kind: 'plan-invalid'; readonly problems: readonly string[] }
  | { readonly kind: 'plan-moved-on'; readonly currentHash: string }
  | { readonly kind: 'no-plan-yet' }
  | { readonly kind: 'unknown-phase' }
  | { readonly kind: 'no-handoff-yet' }
  | { readonly kind: 'not-running' }
  | { readonly kind: 'already-settled'; readonly workstream: WorkstreamId; readonly status: string }
  /** Its work is done by Baton's own agents: nobody reports on it. */
  | { readonly kind: 'not-tracked' }
  | { readonly kind: 'waits-for'; readonly workstream: WorkstreamId; readonly on: readonly WorkstreamId[] }
  /** Three have failed, and nobody has said how to go on. */
  | { readonly kind: 'many-failed'; readonly failed: readonly WorkstreamId[] }
  | { readonly kind: 'no-results-yet' }
  /** No such words, or somebody else's. */
  | { readonly kind: 'unknown-note' }
  | { readonly kind: 'workflow-ended' };

export type WorkflowEvent =
  | {
      readonly kind: 'requested';
      readonly workflow: WorkflowId;
      readonly number: number;
      readonly place: Place;
      readonly requester: PersonId;
      readonly mode: Mode;
      readonly task: Body;
      readonly inputs: readonly ArtifactRef[];
      readonly settings: Settings;
      /** The plan was given with the request (`/parallel`, a composition): nothing is assessed or decomposed. */
      readonly givenPlan: Plan | null;
      readonly reuse: Reuse | null;
      /** Done by the rehearsal model: nothing is charged, and people are told. */
      readonly rehearsal: boolean;
      /** Absent: nothing was chosen. */
      readonly options?: RequestOptions;
      /** What runs like the given plan cost. Absent: no plan, or too few are known. */
      readonly like?: LikeRuns;
      /** Which of the files holds what was said in the thread before. */
      readonly background?: Background;
      /** The given plan is that of a composition, and holds its placeholders. */
      readonly composition?: CompositionRun;
      /** Of the library's texts that a given plan names. */
      readonly sizes?: LibrarySizes;
    }
  /** `judgement` absent: an earlier release, in which a model named the pattern. */
  | { readonly kind: 'assessed'; readonly complexity: Complexity; readonly suggestedPattern: string; readonly judgement?: Judgement }
  | {
      readonly kind: 'plan-proposed';
      readonly plan: Plan;
      readonly hash: string;
      /** Counts from 1; an edit is the next revision. */
      readonly revision: number;
      readonly envelope: Envelope;
      readonly estimate: PlanEstimate;
      readonly author: PersonId | null;
      /** What the edit did, for people: ids dropped and changed. Null for the first plan. */
      readonly change: { readonly dropped: readonly WorkstreamId[]; readonly changed: readonly WorkstreamId[] } | null;
      /** Of the library's texts that the plan names, as they were when it was made. */
      readonly sizes?: LibrarySizes;
    }
  /** A composition's inputs, by a person who was asked for them. */
  | { readonly kind: 'inputs-given'; readonly given: readonly GivenInput[]; readonly by: PersonId }
  /** A person chose another arrangement, or an answer without a plan (`inline`), instead of the plan that was proposed. `dropped`: its workstreams. */
  | { readonly kind: 'pattern-chosen'; readonly pattern: PatternName; readonly by: PersonId; readonly dropped: readonly WorkstreamId[] }
  | { readonly kind: 'decision-asked'; readonly decision: Decision }
  | { readonly kind: 'decision-answered'; readonly decision: DecisionId; readonly option: OptionId; readonly by: PersonId; readonly text: string | null }
  /** One of several that are needed. */
  | { readonly kind: 'decision-voted'; readonly decision: DecisionId; readonly option: OptionId; readonly by: PersonId; readonly text?: string }
  /** `deadline` where the step came late, because no process was there: what follows is measured from it. */
  | { readonly kind: 'decision-reminded'; readonly decision: DecisionId; readonly deadline?: Deadline }
  | { readonly kind: 'decision-escalated'; readonly decision: DecisionId; readonly to: readonly PersonId[]; readonly deadline?: Deadline }
  /** Nobody answered in time: the work waits, without a deadline, for someone to take it up. */
  | { readonly kind: 'parked'; readonly decision: DecisionId }
  /** `by` null: the question is asked no more. */
  | { readonly kind: 'unparked'; readonly by: PersonId | null; readonly deadlines: readonly { readonly decision: DecisionId; readonly deadline: Deadline }[] }
  /** Nothing finished for twice the estimate. `running` calls are alive in this process; none is lost. */
  | { readonly kind: 'stall-noticed'; readonly since: number; readonly running: readonly AttemptId[] }
  | { readonly kind: 'progress-noticed'; readonly elapsedMs: number }
  | { readonly kind: 'decision-voided'; readonly decision: DecisionId; readonly reason: VoidReason }
  /** `by` null: the setting `confirm_before_execute: false` started it. */
  | { readonly kind: 'execution-started'; readonly hash: string; readonly by: PersonId | null }
  | { readonly kind: 'phase-started'; readonly phase: PhaseId }
  | { readonly kind: 'phase-finished'; readonly phase: PhaseId }
  | { readonly kind: 'handoff-recorded'; readonly handoff: Handoff }
  /** A person chose to go on without the model's handoff. */
  | { readonly kind: 'handoff-waived'; readonly phase: PhaseId }
  | { readonly kind: 'attempt-started'; readonly attempt: AttemptRecord }
  | { readonly kind: 'attempt-succeeded'; readonly attempt: AttemptId; readonly usage: Usage }
  | { readonly kind: 'attempt-failed'; readonly attempt: AttemptId; readonly failure: Failure; readonly usage: Usage | null }
  /** Ended without an answer through no fault of its own; booked at its reservation when the end is unknown. */
  | { readonly kind: 'attempt-interrupted'; readonly attempt: AttemptId; readonly reason: 'crash' | 'handed-back' | 'cancelled'; readonly bookedUsd: number }
  /** What a cancelled call had used, known once it had ended: it stands in place of what was booked for it, and is no more than that. */
  | { readonly kind: 'attempt-settled'; readonly attempt: AttemptId; readonly usage: Usage }
  | {
      readonly kind: 'workstream-done';
      readonly workstream: WorkstreamId;
      readonly artifact: ArtifactRef;
      readonly opening: string;
      readonly ballot: Ballot | null;
    }
  /** The loop's draft of a round: kept, and checked next. */
  | { readonly kind: 'round-drafted'; readonly workstream: WorkstreamId; readonly round: number; readonly artifact: ArtifactRef; readonly opening: string }
  | { readonly kind: 'round-checked'; readonly workstream: WorkstreamId; readonly round: number; readonly verdict: CheckVerdict }
  /** Of tracked work: somebody outside is at it. `session`: what they call their session; null: they gave none. */
  | { readonly kind: 'workstream-taken-up'; readonly workstream: WorkstreamId; readonly by: PersonId; readonly session: string | null }
  /** `by`: who reported it, of tracked work. Absent: an agent of Baton gave up. */
  | { readonly kind: 'workstream-failed'; readonly workstream: WorkstreamId; readonly failure: Failure; readonly by?: PersonId }
  | { readonly kind: 'workstream-blocked'; readonly workstream: WorkstreamId; readonly by: WorkstreamId }
  | { readonly kind: 'workstream-unblocked'; readonly workstream: WorkstreamId }
  /** `note` is what a person added; it goes into the next prompt. `loop` starts the iterative loop. `reopens`: its phase is open again, and its handoff void. */
  | {
      readonly kind: 'workstream-requeued';
      readonly workstream: WorkstreamId;
      readonly by: PersonId;
      readonly note: string | null;
      readonly loop: boolean;
      readonly reopens?: true;
    }
  | { readonly kind: 'workstream-skipped'; readonly workstream: WorkstreamId; readonly by: PersonId }
  | { readonly kind: 'workstream-supplied'; readonly workstream: WorkstreamId; readonly by: PersonId; readonly artifact: ArtifactRef; readonly opening: string }
  | { readonly kind: 'workstream-cancelled'; readonly workstream: WorkstreamId; readonly by: PersonId }
  /** A supervisor decided after a result: with it the plan grows or changes, inside what was approved. */
  | ({ readonly kind: 'supervised' } & Supervised)
  /** A failed workstream's gap was accepted: it stays failed, and what it blocks is cancelled. */
  | { readonly kind: 'gap-accepted'; readonly workstream: WorkstreamId; readonly by: PersonId }
  | ({ readonly kind: 'workstream-changed'; readonly workstream: WorkstreamId; readonly by: PersonId } & WorkstreamChange)
  | { readonly kind: 'workstream-reordered'; readonly workstream: WorkstreamId; readonly by: PersonId; readonly dependsOn: readonly WorkstreamId[] }
  | {
      readonly kind: 'phase-changed';
      readonly phase: PhaseId;
      readonly by: PersonId;
      readonly persona: string | null;
      readonly skills: readonly string[] | null;
      /** Skills beside those that are there. */
      readonly added?: readonly string[];
      readonly sizes?: LibrarySizes;
    }
  /** `stale`: workstreams that had read the former handoff and have begun or finished. */
  | {
      readonly kind: 'handoff-corrected';
      readonly phase: PhaseId;
      readonly by: PersonId;
      readonly decisions: readonly string[];
      readonly openItems: readonly string[];
      readonly stale: readonly WorkstreamId[];
    }
  /** Stale results stay as they are: a person said so. */
  | { readonly kind: 'stale-kept'; readonly by: PersonId; readonly workstreams: readonly WorkstreamId[] }
  /** `workstream` null: for all that have not started. */
  | { readonly kind: 'context-added'; readonly by: PersonId; readonly text: string; readonly workstream: WorkstreamId | null; readonly id?: InputId }
  /** Its author says that it was not meant as that. Calls that had read it are not undone. */
  | { readonly kind: 'context-withdrawn'; readonly by: PersonId; readonly id: InputId }
  /** Nobody can read or answer there any more: nothing new starts until it is back. */
  | { readonly kind: 'place-lost'; readonly reason: PlaceLoss }
  | { readonly kind: 'place-back'; readonly deadlines: readonly { readonly decision: DecisionId; readonly deadline: Deadline }[] }
  /** The workflow's dollars. */
  | { readonly kind: 'cap-raised'; readonly by: PersonId; readonly capUsd: number }
  /** Any other cap, for this workflow. */
  | { readonly kind: 'budget-raised'; readonly by: PersonId; readonly cap: Cap; readonly to: number }
  /** The ledger had no room for the next calls under budgets that several workflows share. */
  | { readonly kind: 'budget-reached'; readonly caps: readonly FullCap[] }
  /** The limits that several runs share, and the ceilings, are others than those that it knew. */
  | { readonly kind: 'limits-changed'; readonly limits: Limits }
  | { readonly kind: 'paused'; readonly by: PersonId }
  | { readonly kind: 'resumed'; readonly by: PersonId }
  /** No more starts; integrate what there is. */
  | { readonly kind: 'wind-down'; readonly by: PersonId }
  | {
      readonly kind: 'driver-resumed';
      readonly kept: number;
      readonly repeated: readonly AttemptId[];
      readonly maybeTwiceUsd: number;
      readonly cause: 'crash' | 'handed-back';
    }
  | { readonly kind: 'answered-inline'; readonly answer: Body }
  | { readonly kind: 'synthesised'; readonly title: string; readonly answer: Body; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly actor: PersonId }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly by: PersonId | null };

export type Outcome = 'completed' | 'partial' | 'failed' | 'cancelled' | 'dismissed';

/** A recorded event. `seq` counts from 1 within the workflow; `at` is epoch milliseconds. */
export interface Recorded {
  readonly seq: number;
  readonly at: number;
  /** The input that led to it; null for what the engine does by itself. */
  readonly input: InputId | null;
  readonly event: WorkflowEvent;
}
