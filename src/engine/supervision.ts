/** What a supervisor may choose after a result. The plan grows and changes by these choices alone; workers never spawn workers. */
import { z } from 'zod';
import type { ArtifactRef } from './body.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import type { LibrarySizes } from './library-sizes.ts';
import { AGENT_TYPES, type AgentType, type Correction, WORK_KINDS, type Workstream } from './plan.ts';

/**
 * accept: it is good, others are at work (of a failed piece: people decide). redo: the same agent again, with notes.
 * reassign: another agent or persona. spawn: it is good, and one more piece is needed. finish: nothing more is needed.
 */
const CHOICES = ['accept', 'redo', 'reassign', 'spawn', 'finish'] as const;

export const reviewSchema = z.strictObject({
  choice: z.enum(CHOICES),
  /** One sentence for people. */
  reason: z.string().min(1),
  /** For redo and reassign: what must be different. */
  notes: z.string().nullable(),
  /** For reassign: what changes; null leaves it. */
  agent: z.enum(AGENT_TYPES).nullable(),
  persona: z.string().nullable(),
  /** For spawn: the piece. */
  next: z
    .strictObject({
      title: z.string().min(1).max(120),
      task: z.string().min(1),
      agent: z.enum(AGENT_TYPES),
      work: z.enum(WORK_KINDS),
      persona: z.string().nullable(),
      skills: z.array(z.string()),
      template: z.string().nullable(),
      /** Which of the request's own parts it does, counted from 1. */
      parts: z.array(z.int().min(1)),
      /** Numbers of the workstreams, as they stand in brackets, whose results it needs. */
      dependsOn: z.array(z.int().min(1)),
      estimateMinutes: z.int().min(1).max(15),
      deliverable: z.string().min(1).max(80),
      successCheck: z.string().nullable(),
    })
    .nullable(),
});
export type ReviewAnswer = Readonly<z.infer<typeof reviewSchema>>;

/** The answer with the new piece as a workstream of the plan. */
export type Review =
  | { readonly choice: 'accept' | 'finish'; readonly reason: string }
  | { readonly choice: 'redo'; readonly reason: string; readonly notes: string }
  | {
      readonly choice: 'reassign';
      readonly reason: string;
      readonly notes: string | null;
      readonly agent: AgentType | null;
      readonly persona: string | null;
    }
  | {
      readonly choice: 'spawn';
      readonly reason: string;
      readonly added: Workstream;
      /** The agent that was meant could not do such work. */
      readonly correction: Correction | null;
      /** Of the library's texts that it names. */
      readonly sizes: LibrarySizes;
    };

/** One decision of the supervisor, about the result of one workstream. */
export interface Supervised {
  /** From 1. */
  readonly round: number;
  readonly workstream: WorkstreamId;
  /** The result that it saw; null: the workstream had failed. */
  readonly seen: ArtifactRef | null;
  readonly review: Review;
  /** Beyond what was approved, people were asked. Null: it was covered. */
  readonly approval: { readonly by: PersonId; readonly granted: boolean; readonly text: string | null } | null;
  /** The engine did not carry it out, after it had sent it back for the same reason. Absent: it did. */
  readonly refused?: RefusedChoice;
}

/** The prompt of the piece would have so many words. */
export interface RefusedChoice {
  readonly kind: 'too-long';
  readonly words: number;
}

/** Neither people nor the engine said no to it. */
export function isCarriedOut({ approval, refused }: Pick<Supervised, 'approval' | 'refused'>): boolean {
  return refused === undefined && approval?.granted !== false;
}

export interface Supervision {
  /** Oldest first. */
  readonly decisions: readonly (Supervised & { readonly at: number })[];
  /** It finished, or people chose to go on without it. */
  readonly isClosed: boolean;
}

export const NO_SUPERVISION: Supervision = { decisions: [], isClosed: false };
