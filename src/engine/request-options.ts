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
