/**
 * A decision: a question to people with options, a policy on who may answer, and the answer.
 * States: open, answered, voided (what it asked about changed).
 */
import type { Ballot } from './answers.ts';
import type { FullCap } from './budget.ts';
import type { CompositionInput } from './composition.ts';
import type { Failure } from './failure.ts';
import type { ArtifactId, DecisionId, GroupId, PersonId, PhaseId, WorkstreamId } from './ids.ts';
import type { Override } from './input.ts';
import type { AgentType } from './plan.ts';
import type { Review } from './supervision.ts';

export type Question =
  | { readonly kind: 'plan-approval'; readonly planHash: string; readonly revision: number }
  /** After `/plan-only`: a button that runs exactly the plan shown. */
  | { readonly kind: 'run-plan'; readonly planHash: string; readonly revision: number }
  /** A composition cannot be planned without them. */
  | { readonly kind: 'missing-inputs'; readonly composition: string; readonly inputs: readonly CompositionInput[] }
  | { readonly kind: 'phase-gate'; readonly phase: string }
  | { readonly kind: 'failure-menu'; readonly workstream: WorkstreamId; readonly failure: Failure; readonly blocks: readonly WorkstreamId[] }
  /** A workstream that others need was skipped or cancelled. */
  | { readonly kind: 'dependency-menu'; readonly workstream: WorkstreamId; readonly blocks: readonly WorkstreamId[] }
  /** Three workstreams failed: nothing new starts before someone says how to go on. */
  | { readonly kind: 'many-failed'; readonly failed: readonly WorkstreamId[]; readonly done: number; readonly total: number }
  /** Baton's own call (assessment, planning, handoff, synthesis, inline answer) failed for good. */
  | {
      readonly kind: 'call-failed';
      readonly call: 'assessment' | 'plan' | 'handoff' | 'review' | 'synthesis' | 'inline';
      readonly phase: string | null;
      /** Of a review: which, and of what. */
      readonly review?: { readonly round: number; readonly workstream: WorkstreamId };
      readonly failure: Failure;
    }
  /** An override outside the approved envelope. */
  | { readonly kind: 'override-approval'; readonly change: Extract<Override, { kind: 'change' }>; readonly by: PersonId }
  /** What a supervisor chose needs an agent that was not approved for this plan. */
  | {
      readonly kind: 'growth-approval';
      readonly round: number;
      readonly workstream: WorkstreamId;
      readonly agent: AgentType;
      /** Those that were, when it was asked. */
      readonly approved: readonly AgentType[];
      readonly review: Review;
    }
  /** A corrected handoff had been read already: run those workstreams again, or keep what they made? */
  | { readonly kind: 'stale-rerun'; readonly phase: PhaseId; readonly workstreams: readonly WorkstreamId[] }
  /** An expert panel did not settle it: as many for one position as for another, a red, or fewer than two ballots. */
  | {
      readonly kind: 'casting-vote';
      readonly cause: 'tie' | 'red' | 'too-few';
      readonly positions: Readonly<Record<Ballot['position'], number>>;
      readonly risks: Readonly<Record<Ballot['risk'], number>>;
      /** The ballots that were counted: the answer holds for these. */
      readonly ballots: readonly ArtifactId[];
      /** How often the panel has voted. */
      readonly round: number;
    }
  /** The next call could pass the workflow's cap. */
  | { readonly kind: 'budget'; readonly spentUsd: number; readonly capUsd: number; readonly raiseToUsd: number; readonly nextCallUsd: number }
  /** The next call could pass another cap: the workflow's tokens, or a day's budget of a person, a channel, the workspace. */
  | ({
      readonly kind: 'cap-reached';
      readonly next: number;
      readonly raiseTo: number;
      /** When the day is over and the cap is no longer in the way; null for a workflow's own. */
      readonly until: number | null;
    } & FullCap);

export type OptionId =
  | 'approve'
  | 'cancel'
  | 'run'
  | 'dismiss'
  | 'retry'
  | 'retry-with-context'
  | 'loop'
  | 'supply'
  | 'continue'
  | 'cancel-rest'
  | 'adjust'
  | 'rerun'
  | 'keep'
  | 'reject'
  | 'go'
  | 'no-go'
  | 'ask-again'
  | 'accept'
  | 'other-pattern'
  | 'answer-inline'
  | 'raise'
  | 'finish'
  | 'stop';

export interface DecisionOption {
  readonly id: OptionId;
  /** What choosing it may cost on top, in dollars; null when it costs nothing. */
  readonly addsUsd: number | null;
  /** Workstreams that are lost by choosing it. */
  readonly loses: readonly WorkstreamId[];
  /** The answer must bring text: context for the retry, or the result itself. */
  readonly needsText: boolean;
  /** The text must be one of these. Absent: any text. */
  readonly choices?: readonly string[];
}

/** Who may answer, how many must agree on going ahead, and whose word does not count (a requester on their own plan). */
export interface AnswerPolicy {
  readonly who: readonly Voter[];
  readonly except: PersonId | null;
  /** Who wants the change that is asked about, where they are not `except` and their word does not count either. */
  readonly author?: PersonId;
  /** How many people must choose the option that goes ahead; every other option needs one. */
  readonly needed: number;
}

export type Voter = { readonly kind: 'anyone' } | { readonly kind: 'person'; readonly person: PersonId } | { readonly kind: 'group'; readonly group: GroupId };

/** Who acts, with what the surface knows of them at the moment of the click. */
export interface Actor {
  readonly id: PersonId;
  readonly groups: readonly GroupId[];
  readonly admin: boolean;
}

/** When people are reminded, when the next approver is asked, when the work parks. Epoch milliseconds. */
export interface Deadline {
  readonly remindAt: number;
  readonly escalateAt: number | null;
  readonly parkAt: number;
}

export interface Vote {
  readonly by: PersonId;
  readonly option: OptionId;
  readonly at: number;
  /** What they added: it counts with the last vote. */
  readonly text?: string;
}

export interface Decision {
  readonly id: DecisionId;
  readonly question: Question;
  readonly options: readonly DecisionOption[];
  readonly policy: AnswerPolicy;
  readonly askedAt: number;
  readonly deadline: Deadline;
  /** Votes so far, where more than one person must agree. */
  readonly votes: readonly Vote[];
  readonly reminded: boolean;
  /** Whom it was passed on to when nobody answered; they may answer too. Null: it was not. */
  readonly escalatedTo: readonly PersonId[] | null;
  readonly state:
    | { readonly kind: 'open' }
    | { readonly kind: 'answered'; readonly by: PersonId; readonly option: OptionId; readonly text: string | null; readonly at: number }
    | { readonly kind: 'voided'; readonly reason: VoidReason; readonly at: number };
}

/** `day-over`: the day's budget that was in the way is no longer today's. `limits-changed`: it, or its ceiling, was set anew. */
export type VoidReason = 'plan-changed' | 'workflow-ended' | 'overridden' | 'day-over' | 'limits-changed';

export function mayAnswer(policy: AnswerPolicy, actor: Actor): boolean {
  if (isOwn(policy, actor.id)) return false;
  return policy.who.some((voter) => {
    switch (voter.kind) {
      case 'anyone':
        return true;
      case 'person':
        return voter.person === actor.id;
      case 'group':
        return actor.groups.includes(voter.group);
      default: {
        const missed: never = voter;
        return missed;
      }
    }
  });
}

/** Whether it is their own request or change, and their word does not count on it. */
export function isOwn({ except, author }: Pick<AnswerPolicy, 'except' | 'author'>, person: PersonId): boolean {
  return person === except || person === author;
}

/** The options that go ahead with what was asked, or spend again; with `needed` above one each takes that many people. */
export function goesAhead(option: OptionId): boolean {
  return GOING_AHEAD.has(option);
}

const GOING_AHEAD: ReadonlySet<OptionId> = new Set(['approve', 'run', 'raise', 'go', 'ask-again', 'retry', 'retry-with-context', 'loop', 'adjust', 'rerun']);
