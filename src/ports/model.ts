/** A language model. Two things can be asked of it: to write, and to fill a schema. */
import type { z } from 'zod';
import type { CallRole, Subject, Usage } from '../engine/call.ts';
import type { Failure } from '../engine/failure.ts';
import type { AttemptId } from '../engine/ids.ts';
import type { AgentType, PatternName } from '../engine/plan.ts';
import type { Toolbox } from './tools.ts';

export interface Model {
  /** Shown to people: `rehearsal` models charge nothing and say so. */
  readonly kind: 'real' | 'rehearsal';
  /** Free text. With `resultTag` only what stands inside `<result>...</result>` counts, and nothing there is malformed. */
  write(call: ModelCall & { readonly resultTag: boolean }, signal: AbortSignal): Promise<ModelOutcome<string>>;
  /** An answer that satisfies the schema, checked after parsing. */
  fill<T>(call: ModelCall & { readonly schema: z.ZodType<T>; readonly schemaName: string }, signal: AbortSignal): Promise<ModelOutcome<T>>;
}

export interface ModelCall {
  readonly attempt: AttemptId;
  readonly role: CallRole;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: Effort;
  readonly timeoutMs: number;
  /** The same bytes for all calls of one kind in a workflow: cached as a prefix. */
  readonly system: string;
  /** Files that come before the prompt; shared by siblings, so cached too. */
  readonly documents: readonly ModelDocument[];
  readonly prompt: string;
  readonly tools: Toolbox | null;
  /** Called when the answer begins, perhaps more than once: from then on others can read the prefix from the cache. */
  readonly onFirstToken: () => void;
  /** The call's facts, unrendered. The rehearsal model shapes its answer from them; real models never see it. */
  readonly brief: Brief;
}

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export type ModelDocument =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'pdf'; readonly name: string; readonly base64: string }
  | { readonly kind: 'image'; readonly name: string; readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'; readonly base64: string };

export interface Brief {
  readonly subject: Subject;
  readonly tryNumber: number;
  /** The request as typed, fault marks included. */
  readonly request: string;
  /** The workstream's own title and task, fault marks included; the request for the others. */
  readonly title: string;
  readonly task: string;
  readonly persona: string | null;
  /** Titles of what it builds on: dependencies for a workstream, results for a handoff or the synthesis. */
  readonly buildsOn: readonly string[];
  /** What is missing, for the synthesis. */
  readonly gaps: readonly string[];
  /** For a supervisor's look at a result. Null for other calls. */
  readonly review: ReviewBrief | null;
  /** For the plan: what it is held to. Null for other calls. */
  readonly plan: PlanBrief | null;
}

export interface ReviewBrief {
  /** How many workstreams the plan has, and how many more it may get. */
  readonly pieces: number;
  readonly room: number;
  /** How many of the others are at work or waiting. */
  readonly others: number;
  /** Numbers of those that have a result or may still get one. */
  readonly standing: readonly number[];
  /** Parts of the request that none of them does. */
  readonly uncovered: readonly number[];
  /** Of the one that is looked at. */
  readonly agent: AgentType;
  readonly failed: boolean;
  readonly sentBack: number;
}

export interface PlanBrief {
  /** Null: any. */
  readonly pattern: PatternName | null;
  readonly size: PlanSize;
  /** The size of a `mixed` plan, which may take its place; null: it may not. */
  readonly mixed: PlanSize | null;
  /** Named by the request. */
  readonly personas: readonly string[];
  readonly skills: readonly string[];
}

/** How many workstreams, and whether in several phases. */
export interface PlanSize {
  readonly least: number;
  readonly most: number;
  readonly phased: boolean;
}

export type ModelOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly usage: Usage }
  /** `usage` is what it cost at most, nothing where it was turned away; null where nobody can tell. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly usage: Usage | null }
  /** The signal aborted it; `usage` means the same. */
  | { readonly kind: 'aborted'; readonly usage: Usage | null };
