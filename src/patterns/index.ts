/** The patterns there are, and the way from a draft or from given tasks to a plan. */
import type { PlanDraft } from '../engine/answers.ts';
import { expertPanel } from './expert-panel.ts';
import { fanOut } from './fan-out.ts';
import { mixed } from './mixed.ts';
import { draftProblems } from './parts/draft-rules.ts';
import type { Built, Pattern, PlanContext } from './pattern.ts';
import { pipeline } from './pipeline.ts';

export { givenFanOut } from './parts/given-fan-out.ts';
export type { Built, Pattern, PlanContext } from './pattern.ts';

/** In the order of the source's decision tree, which the planning prompt walks; `mixed` takes what no branch fits. */
export const PATTERNS: readonly Pattern[] = [fanOut, pipeline, expertPanel, mixed];

/** The plan of the draft's own pattern, or every problem that keeps it from being one. */
export function buildPlan(draft: PlanDraft, context: PlanContext): Built {
  const pattern = PATTERNS.find((known) => known.name === draft.pattern);
  const unknown = pattern ? [] : [`There is no pattern "${draft.pattern}". Known patterns: ${PATTERNS.map((known) => known.name).join(', ')}.`];
  const problems = [...unknown, ...draftProblems(draft, context)];
  if (!pattern || problems.length > 0) return { kind: 'problems', problems };
  return pattern.build(draft, context);
}
