/** What a plan is held to, for models that shape their answer from facts. */
import { boundPattern, sizeFor } from '../engine/level-rules.ts';
import { MAX_WORKSTREAMS, type PatternName } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { PlanBrief } from '../ports/model.ts';

export function planBrief(workflow: Workflow): PlanBrief {
  const { options, complexity, judgement } = workflow;
  const bound = boundPattern(workflow);
  const sizeOf = (pattern: PatternName) =>
    complexity && judgement ? sizeFor(pattern, complexity.level, judgement) : { least: 2, most: MAX_WORKSTREAMS, phased: false };
  const named = judgement?.branch.kind === 'named' ? judgement.branch : { personas: [], skills: [] };
  return {
    pattern: bound?.pattern ?? null,
    size: sizeOf(bound?.pattern ?? 'mixed'),
    mixed: bound === null || bound.orMixed ? sizeOf('mixed') : null,
    personas: [...new Set([...(options.persona === null ? [] : [options.persona]), ...named.personas])],
    skills: [...new Set([...options.skills, ...named.skills])],
  };
}
