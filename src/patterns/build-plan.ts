/** From a draft to the plan of its own pattern. */
import type { PlanDraft } from '../engine/answers.ts';
import { deepDive } from './deep-dive.ts';
import { expertPanel } from './expert-panel.ts';
import { fanOut } from './fan-out.ts';
import { handoff } from './handoff.ts';
import { mapReduce } from './map-reduce.ts';
import { mixed } from './mixed.ts';
import { withChosen } from './parts/chosen-draft.ts';
import { draftProblems } from './parts/draft-rules.ts';
import { routed } from './parts/routing.ts';
import type { Built, Pattern, PlanContext } from './pattern.ts';
import { pipeline } from './pipeline.ts';
import { skillChain } from './skill-chain.ts';
import { soloSprint } from './solo-sprint.ts';
import { supervisor } from './supervisor.ts';

/** In the order of the source's decision tree, which the planning prompt walks; `mixed` takes what no branch fits. */
export const PATTERNS: readonly Pattern[] = [fanOut, pipeline, supervisor, expertPanel, mapReduce, soloSprint, deepDive, handoff, skillChain, mixed];

/** The plan of the draft's own pattern, or every problem that keeps it from being one. */
export function buildPlan(draft: PlanDraft, context: PlanContext): Built {
  const pattern = PATTERNS.find((known) => known.name === draft.pattern);
  const unknown = pattern ? [] : [`There is no pattern "${draft.pattern}". Known patterns: ${PATTERNS.map((known) => known.name).join(', ')}.`];
  const chosen = withChosen(draft, context.options);
  const problems = [...unknown, ...draftProblems(draft, context, pattern?.fewest), ...chosen.problems];
  if (!pattern || problems.length > 0) return { kind: 'problems', problems };
  const built = pattern.build(chosen.draft, context);
  return built.kind === 'plan' ? { kind: 'plan', plan: routed(built.plan) } : built;
}
