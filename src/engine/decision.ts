/**
 * A decision: a question to people with options, a policy on who may answer, and the answer.
 * States: open, answered, voided (what it asked about changed).
 */
import type { Failure } from './failure.ts';
import type { DecisionId, PersonId, WorkstreamId } from './ids.ts';

export type Question =
  | { readonly kind: 'plan-approval'; readonly planHash: string; readonly revision: number }
  /** After `/plan-only`: a button that runs exactly the plan shown. */
  | { readonly kind: 'run-plan'; readonly planHash: string; readonly revision: number }
  | { readonly kind: 'phase-gate'; readonly phase: string }
  | { readonly kind: 'failure-menu'; readonly workstream: WorkstreamId; readonly failure: Failure; readonly blocks: readonly WorkstreamId[] }
  /** A workstream that others need was skipped or cancelled. */
  | { readonly kind: 'dependency-menu'; readonly workstream: WorkstreamId; readonly blocks: readonly WorkstreamId[] }
  /** Baton's own call (assessment, planning, handoff, synthesis, inline answer) failed for good. */
  | {
      readonly kind: 'call-failed';
      readonly call: 'assessment' | 'plan' | 'handoff' | 'synthesis' | 'inline';
      readonly phase: string | null;
      readonly failure: Failure;
    }
  /** The next call could pass the workflow's cap. */
  | { readonly kind: 'budget'; readonly spentUsd: number; readonly capUsd: number; readonly raiseToUsd: number; readonly nextCallUsd: number };

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
}

export type AnswerPolicy = { readonly kind: 'anyone' } | { readonly kind: 'people'; readonly people: readonly PersonId[] };

export interface Decision {
  readonly id: DecisionId;
  readonly question: Question;
  readonly options: readonly DecisionOption[];
  readonly policy: AnswerPolicy;
  readonly askedAt: number;
  readonly state:
    | { readonly kind: 'open' }
    | { readonly kind: 'answered'; readonly by: PersonId; readonly option: OptionId; readonly text: string | null; readonly at: number }
    | { readonly kind: 'voided'; readonly reason: 'plan-changed' | 'workflow-ended' | 'overridden'; readonly at: number };
}

export function mayAnswer(policy: AnswerPolicy, actor: PersonId): boolean {
  return policy.kind === 'anyone' || policy.people.includes(actor);
}
