/** What can happen to a workflow from outside. Each has an id and is applied once. */
import type { Ballot, CheckVerdict, HandoffAnswer, Synthesis } from './answers.ts';
import type { ArtifactRef, Body } from './body.ts';
import type { FullCap } from './budget.ts';
import type { Usage } from './call.ts';
import type { Complexity } from './complexity.ts';
import type { CompositionRun, GivenInput } from './composition.ts';
import type { Actor, OptionId } from './decision.ts';
import type { Background, Mode, Place, PlaceLoss, Reuse } from './event.ts';
import type { Failure } from './failure.ts';
import type { AttemptId, DecisionId, InputId, PersonId, PhaseId, WorkflowId, WorkstreamId } from './ids.ts';
import type { Judgement } from './judgement.ts';
import type { LibrarySizes } from './library-sizes.ts';
import type { LikeRuns } from './like-runs.ts';
import type { Limits } from './limits.ts';
import type { ModelName } from './model-table.ts';
import type { AgentType, Phase, Plan } from './plan.ts';
import type { Report } from './report.ts';
import type { RequestOptions } from './request-options.ts';
import type { Settings } from './settings.ts';
import type { Review } from './supervision.ts';

/** What a finished call brought, parsed and stored: large text is an artifact by now. */
export type CallResult =
  | { readonly kind: 'assessment'; readonly complexity: Complexity; readonly suggestedPattern: string; readonly judgement?: Judgement }
  | { readonly kind: 'inline'; readonly answer: Body }
  /** `sizes`: of the library's texts that the plan names. */
  /** `like`: what runs like it cost. Absent: too few are known. */
  | { readonly kind: 'plan'; readonly like?: LikeRuns; readonly plan: Plan; readonly sizes?: LibrarySizes }
  | { readonly kind: 'workstream'; readonly artifact: ArtifactRef; readonly opening: string; readonly ballot: Ballot | null }
  | { readonly kind: 'check'; readonly verdict: CheckVerdict }
  | { readonly kind: 'review'; readonly review: Review }
  | { readonly kind: 'handoff'; readonly handoff: HandoffAnswer }
  | { readonly kind: 'synthesis'; readonly synthesis: Omit<Synthesis, 'answer'>; readonly answer: Body };

export type Input =
  | {
      readonly kind: 'request';
      readonly workflow: WorkflowId;
      readonly number: number;
      readonly place: Place;
      readonly requester: PersonId;
      readonly mode: Mode;
      readonly task: Body;
      readonly inputs: readonly ArtifactRef[];
      readonly settings: Settings;
      readonly givenPlan: Plan | null;
      /** Results of a former run that this one takes over; always with a given plan. */
      readonly reuse: Reuse | null;
      /** Whether the model at hand is the rehearsal model. */
      readonly rehearsal: boolean;
      /** Absent: nothing was chosen. */
      readonly options?: RequestOptions;
      /** What runs like the given plan cost. Absent: no plan, or too few are known. */
      readonly like?: LikeRuns;
      /** Which of the files holds what was said in the thread before. */
      readonly background?: Background;
      readonly composition?: CompositionRun;
      /** Of the library's texts that the given plan names. */
      readonly sizes?: LibrarySizes;
    }
  | { readonly kind: 'call-succeeded'; readonly attempt: AttemptId; readonly result: CallResult; readonly usage: Usage }
  | { readonly kind: 'call-failed'; readonly attempt: AttemptId; readonly failure: Failure; readonly usage: Usage | null }
  /** A call that was aborted has ended: what it cost at most. One whose cost is unknown is not told of. */
  | { readonly kind: 'call-aborted'; readonly attempt: AttemptId; readonly usage: Usage }
  /** A process took the workflow over: what ran before it is not running any more. */
  | { readonly kind: 'driver-took-over'; readonly limits?: Limits }
  /** The limits in force, as the driver has read them. */
  | { readonly kind: 'limits-read'; readonly limits: Limits }
  /** A moment that the state waits for has come (see `next-due.ts`). */
  | { readonly kind: 'time-passed' }
  /** The ledger refused an append: its calls do not fit under these budgets. */
  | { readonly kind: 'budget-reached'; readonly caps: readonly FullCap[] }
  /** This process stops: what runs goes back, uncounted. */
  | { readonly kind: 'driver-leaves' }
  | {
      readonly kind: 'answer';
      readonly decision: DecisionId;
      readonly option: OptionId;
      readonly actor: Actor;
      readonly text: string | null;
      readonly supplied: ArtifactRef | null;
      /** For a composition that asked for its inputs. */
      readonly given?: readonly GivenInput[];
    }
  | { readonly kind: 'edit-plan'; readonly actor: Actor; readonly baseHash: string | null; readonly edits: readonly PlanEdit[] }
  | { readonly kind: 'override'; readonly actor: Actor; readonly change: Override }
  /** What the surface says of the place where the run lives. `reason` null: it is within reach again; `after`: only where this was the reason. */
  | { readonly kind: 'place-changed'; readonly reason: PlaceLoss | null; readonly after?: PlaceLoss };

/** Before the start. */
export type PlanEdit =
  | { readonly kind: 'drop'; readonly workstream: WorkstreamId }
  | { readonly kind: 'reword'; readonly workstream: WorkstreamId; readonly title: string | null; readonly task: string | null }
  | { readonly kind: 'set-agent'; readonly workstream: WorkstreamId; readonly agent: AgentType }
  /** As the iterative loop from the start, or as usual. */
  | { readonly kind: 'set-loop'; readonly workstream: WorkstreamId; readonly loop: boolean }
  | { readonly kind: 'set-persona'; readonly workstream: WorkstreamId; readonly persona: string | null }
  /** Its own, instead of those it had; its phase's are its phase's. */
  | { readonly kind: 'set-skills'; readonly workstream: WorkstreamId; readonly skills: readonly string[] }
  /** Which workstreams it waits for, instead of those it waited for. */
  | { readonly kind: 'set-order'; readonly workstream: WorkstreamId; readonly dependsOn: readonly WorkstreamId[] }
  /** Whether the phase waits for a yes before it starts. */
  | { readonly kind: 'set-gate'; readonly phase: PhaseId; readonly gate: Phase['gate'] };

/** At any time. */
export type Override =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** `id`: the message that it was. */
  | { readonly kind: 'add-context'; readonly workstream: WorkstreamId | null; readonly text: string; readonly id?: InputId }
  /** Words that were taken as context, by their author. */
  | { readonly kind: 'withdraw-context'; readonly note: InputId }
  | { readonly kind: 'skip'; readonly workstream: WorkstreamId }
  | { readonly kind: 'supply'; readonly workstream: WorkstreamId; readonly artifact: ArtifactRef; readonly opening: string }
  /** Null leaves a field as it is. */
  | ({ readonly kind: 'change'; readonly workstream: WorkstreamId } & WorkstreamChange)
  /** Which workstreams it waits for, instead of those it waited for. */
  | { readonly kind: 'reorder'; readonly workstream: WorkstreamId; readonly dependsOn: readonly WorkstreamId[] }
  /** For the workstreams of a phase that have not started. */
  | {
      readonly kind: 'change-phase';
      readonly phase: PhaseId;
      readonly persona: string | null;
      readonly skills: readonly string[] | null;
      /** Skills beside those that are there. */
      readonly add?: readonly string[];
      /** Of the library's texts that it names. */
      readonly sizes?: LibrarySizes;
    }
  /** Of tracked work. `again`: on purpose, although it is settled. */
  | { readonly kind: 'report'; readonly workstream: WorkstreamId; readonly report: Report; readonly again: boolean }
  /** Of tracked work: integrate what there is. */
  | { readonly kind: 'aggregate' }
  | { readonly kind: 'correct-handoff'; readonly phase: PhaseId; readonly decisions: readonly string[]; readonly openItems: readonly string[] };

export interface WorkstreamChange {
  readonly agent: AgentType | null;
  readonly persona: string | null;
  readonly skills: readonly string[] | null;
  readonly model: ModelName | null;
  readonly task: string | null;
}

/** What the runtime must do after the events are safe in the ledger. Posts are not here: the thread follows from the state. */
export type Effect = { readonly kind: 'call'; readonly attempt: AttemptId } | { readonly kind: 'abort'; readonly attempt: AttemptId };
