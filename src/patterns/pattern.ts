/** What a pattern is: a name, when to take it, and a pure way from a model's draft to a plan. One file per pattern. */
import type { PlanDraft } from '../engine/answers.ts';
import type { ArtifactRef } from '../engine/body.ts';
import type { ComplexityLevel } from '../engine/complexity.ts';
import type { PatternName, Plan } from '../engine/plan.ts';
import type { RequestOptions } from '../engine/request-options.ts';

export interface Pattern {
  readonly name: PatternName;
  /** One sentence for the planning prompt and the documentation: which tasks it is for. */
  readonly when: string;
  /** What its plans keep to, one sentence each: for the same readers, and built or refused by `build`. */
  readonly rules: readonly string[];
  /** How few workstreams a draft of it may have, where it makes more of them; absent: two. */
  readonly fewest?: number;
  build(draft: PlanDraft, context: PlanContext): Built;
}

export interface PlanContext {
  readonly task: string;
  /** Names of the personas that the library has. */
  readonly personas: readonly string[];
  /** Names of its skills and templates. */
  readonly skills: readonly string[];
  readonly templates: readonly string[];
  /** Files that came with the request. */
  readonly inputs: readonly ArtifactRef[];
  /** What the request lists, one item each. */
  readonly items: readonly string[];
  readonly options: RequestOptions;
  /** Null where nothing was assessed. */
  readonly level: ComplexityLevel | null;
}

/** Problems are whole sentences: they go back into the planning prompt, and to people when planning fails for good. */
export type Built = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'problems'; readonly problems: readonly string[] };
