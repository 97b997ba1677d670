/** What a pattern is: a name, when to take it, and a pure way from a model's draft to a plan. One file per pattern. */
import type { PlanDraft } from '../engine/answers.ts';
import type { PatternName, Plan } from '../engine/plan.ts';

export interface Pattern {
  readonly name: PatternName;
  /** One sentence for the planning prompt and the documentation: which tasks it is for. */
  readonly when: string;
  build(draft: PlanDraft, context: PlanContext): Built;
}

export interface PlanContext {
  readonly task: string;
  /** Names of the personas that the library has. */
  readonly personas: readonly string[];
}

/** Problems are whole sentences: they go back into the planning prompt, and to people when planning fails for good. */
export type Built = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'problems'; readonly problems: readonly string[] };
