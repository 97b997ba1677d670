/** A model call: what it is for, which model does it, what it may cost. Every call is an attempt in the ledger. */
import type { AttemptId, PhaseId, WorkstreamId } from './ids.ts';
import type { AgentType } from './plan.ts';

/** What a call is for. */
export type Subject =
  | { readonly kind: 'assessment' }
  | { readonly kind: 'inline' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'workstream'; readonly workstream: WorkstreamId }
  | { readonly kind: 'check'; readonly workstream: WorkstreamId; readonly round: number }
  /** The supervisor's look at a result. */
  | { readonly kind: 'review'; readonly round: number; readonly workstream: WorkstreamId }
  | { readonly kind: 'handoff'; readonly phase: PhaseId }
  | { readonly kind: 'synthesis' };

/** One key per subject: retries of the same thing share it. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'workstream':
      return `workstream:${subject.workstream}`;
    case 'check':
      return `check:${subject.workstream}:${subject.round}`;
    case 'review':
      return `review:${subject.round}`;
    case 'handoff':
      return `handoff:${subject.phase}`;
    case 'assessment':
    case 'inline':
    case 'plan':
    case 'synthesis':
      return subject.kind;
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

/** The role that picks model, `max_tokens` and effort from the model table. */
export type CallRole = AgentType | 'assessment' | 'planning' | 'inline' | 'handoff' | 'check' | 'panel' | 'review' | 'synthesis';

/** Tokens as the model service counts them. Total input = input + cacheWrite + cacheRead. */
export interface Usage {
  readonly model: string;
  readonly inputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly outputTokens: number;
  /** At table prices. */
  readonly costUsd: number;
  /** What is really owed: 0 for the rehearsal model. */
  readonly chargedUsd: number;
}

/** Of a call that was never sent. */
export const NOTHING_USED = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0, costUsd: 0, chargedUsd: 0 } as const;

/** In and out. */
export function totalTokens({ inputTokens, cacheWriteTokens, cacheReadTokens, outputTokens }: Omit<Usage, 'model' | 'costUsd' | 'chargedUsd'>): number {
  return inputTokens + cacheWriteTokens + cacheReadTokens + outputTokens;
}

export interface AttemptRecord {
  readonly id: AttemptId;
  readonly subject: Subject;
  /** 1 for the first try of this subject; failed tries count, interrupted ones do not. */
  readonly tryNumber: number;
  readonly model: string;
  readonly startedAt: number;
  /** Worst case that was set aside before the call: input + max_tokens at table prices. */
  readonly reservedUsd: number;
  /** The same in tokens, in and out. */
  readonly reservedTokens: number;
  /** `wf_<number>_<task>_<description>`, as in the source documents: how logs and exports name it. */
  readonly label?: string;
}
