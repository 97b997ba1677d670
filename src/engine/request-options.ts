/** What a person chose with the request, instead of leaving it to Baton's judgement. Null: not chosen. */
import type { ModelName } from './model-table.ts';
import type { PatternName } from './plan.ts';

export interface RequestOptions {
  /** `inline`: answered at once, without a plan. */
  readonly pattern: PatternName | 'inline' | null;
  readonly persona: string | null;
  readonly skills: readonly string[];
  readonly template: string | null;
  /** For all workstreams, instead of each role's own. */
  readonly model: ModelName | null;
  readonly rounds: number | null;
  readonly composition: string | null;
}

export const NO_OPTIONS: RequestOptions = { pattern: null, persona: null, skills: [], template: null, model: null, rounds: null, composition: null };

/** What people type as `key:value`, and what forms and the API call their fields. The last three go into the run's settings. */
export const OPTION_KEYS = ['pattern', 'persona', 'skills', 'template', 'model', 'rounds', 'budget', 'confirm', 'parallel'] as const;
export type OptionKey = (typeof OPTION_KEYS)[number];

/** As typed, unchecked. */
export type TypedOptions = Readonly<Partial<Record<OptionKey, string>>>;
