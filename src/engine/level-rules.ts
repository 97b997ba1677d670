/**
 * What the assessment asks of a plan: its pattern, how many workstreams its level takes, and the request's own AND and
 * THEN. These rules are for plans that a model made; people may edit a plan as they like.
 */
import type { ComplexityLevel } from './complexity.ts';
import { type Judgement, MOST_STAGES } from './judgement.ts';
import { MAX_WORKSTREAMS, type PatternName, type Plan } from './plan.ts';
import type { Workflow } from './state.ts';
import { begunProblems, keptProblems, structureProblems } from './structure-rules.ts';

/** Empty: nothing is wrong, or nothing was assessed. */
export function levelProblems(workflow: Workflow, plan: Plan): readonly string[] {
  const bound = patternProblems(workflow, plan.pattern);
  if (bound.length > 0) return bound;
  const { complexity, judgement } = workflow;
  if (!complexity || !judgement) return [];
  return [...sizeProblems(plan, complexity.level, judgement), ...partProblems(plan, judgement.stages)];
}

function partProblems(plan: Plan, stages: readonly number[]): readonly string[] {
  if (WHOLE.has(plan.pattern)) return [];
  if (plan.pattern === 'supervisor') return begunProblems(plan, stages);
  if (mayMerge(plan.pattern, stages)) return keptProblems(plan, stages);
  return structureProblems(plan, stages, FLAT.has(plan.pattern));
}

/** The pattern that a plan must have, and whether `mixed` may take its place. Null: nothing was assessed or chosen. */
export function boundPattern({ options, judgement }: Workflow): { readonly pattern: PatternName; readonly orMixed: boolean } | null {
  if (options.pattern !== null) return { pattern: options.pattern, orMixed: false };
  if (!judgement) return null;
  // A model answered the questions, so they may be wrong; what people wrote and chose is not.
  return { pattern: judgement.pattern, orMixed: judgement.branch.kind === 'question' || judgement.branch.kind === 'named' };
}

export function patternProblems(workflow: Workflow, pattern: PatternName): readonly string[] {
  const bound = boundPattern(workflow);
  if (!bound || pattern === bound.pattern || (bound.orMixed && pattern === 'mixed')) return [];
  const why = workflow.options.pattern === null ? 'the assessment chose' : 'a person chose';
  return [`The plan's pattern is "${pattern}", but ${why} "${bound.pattern}"${bound.orMixed ? ' (or "mixed", where that cannot fit)' : ''}.`];
}

interface Size {
  readonly least: number;
  readonly most: number;
  /** Several phases are needed. */
  readonly phased: boolean;
}

/** SIMPLE work has a plan only where a person asked for one. */
const SIZES: Readonly<Record<ComplexityLevel, Size>> = {
  SIMPLE: { least: 2, most: 3, phased: false },
  MODERATE: { least: 2, most: 3, phased: false },
  COMPLEX: { least: 3, most: 5, phased: false },
  EPIC: { least: 5, most: MAX_WORKSTREAMS, phased: true },
};

/** Their size follows from the experts, the personas, the skills or the input, and a supervisor adds as it goes. */
const OWN_LEAST: Readonly<Record<string, number>> = {
  'expert-panel': 2,
  'map-reduce': 2,
  supervisor: 1,
  'solo-sprint': 2,
  'deep-dive': 2,
  handoff: 2,
  'skill-chain': 2,
};

/** One question or one task for everybody, with a share of the input at most: the request is not divided among them. */
const WHOLE: ReadonlySet<PatternName> = new Set(['expert-panel', 'map-reduce']);

/** Side by side whatever the request's THEN says, because a person chose it. */
const FLAT: ReadonlySet<PatternName> = new Set(['fan-out']);

/** The roles of a handoff, and more stages than a deep dive has phases: one worker does several parts, in their order. */
function mayMerge(pattern: PatternName, stages: readonly number[]): boolean {
  return pattern === 'handoff' || (pattern === 'deep-dive' && stages.length > (MOST_STAGES['deep-dive'] ?? 0));
}

/** A supervisor adds what follows as it goes, from the whole request. */
function isUndivided(pattern: PatternName, stages: readonly number[]): boolean {
  return WHOLE.has(pattern) || pattern === 'supervisor' || mayMerge(pattern, stages);
}

const ONE_PHASE: ReadonlySet<PatternName> = new Set([...FLAT, 'deep-dive', 'expert-panel', 'map-reduce', 'supervisor']);

/** The request's own parts, and what it names, may need more than the level takes; never more than seven. */
export function sizeFor(pattern: PatternName, level: ComplexityLevel, { stages, branch }: Judgement): Size {
  const size = SIZES[level];
  const parts = Math.min(MAX_WORKSTREAMS, isUndivided(pattern, stages) ? 0 : partCount(stages));
  const named = branch.kind === 'named' ? Math.min(MAX_WORKSTREAMS, Math.max(branch.personas.length, branch.skills.length)) : 0;
  return {
    least: Math.max(OWN_LEAST[pattern] ?? size.least, parts),
    most: pattern === 'map-reduce' ? MAX_WORKSTREAMS : Math.max(size.most, parts, named),
    phased: size.phased && !ONE_PHASE.has(pattern),
  };
}

function sizeProblems(plan: Plan, level: ComplexityLevel, judgement: Judgement): string[] {
  const { least, most, phased } = sizeFor(plan.pattern, level, judgement);
  const count = plan.workstreams.length;
  const parts = partCount(judgement.stages);
  const because = parts > 1 ? ` and the request names ${parts} parts` : '';
  return [
    ...(count < least ? [`The plan has ${count} workstreams; ${level} work${because}: it takes at least ${least}.`] : []),
    ...(count > most ? [`The plan has ${count} workstreams; ${level} work takes at most ${most}. Merge related ones.`] : []),
    ...(phased && plan.phases.length < 2 ? [`${level} work takes several phases; the plan has one. Let later workstreams build on earlier ones.`] : []),
  ];
}

function partCount(stages: readonly number[]): number {
  return stages.reduce((sum, parts) => sum + parts, 0);
}
