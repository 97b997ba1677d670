/**
 * Which pattern a request gets, and why. What people said comes first: a pattern that they chose, their own AND with
 * THEN, the personas and skills that they named. Everything else goes down the decision tree.
 */
import type { Complexity } from './complexity.ts';
import { BRANCHES, firstYes, type TreeAnswer, type TreeQuestion } from './decision-tree.ts';
import type { Named } from './named.ts';
import type { ExplicitParts } from './parts.ts';
import type { PatternName } from './plan.ts';
import type { RequestOptions } from './request-options.ts';

export type Branch =
  /** By a person. */
  | { readonly kind: 'chosen' }
  | { readonly kind: 'parts'; readonly joined: 'and' | 'then' | 'both' }
  | { readonly kind: 'named'; readonly personas: readonly string[]; readonly skills: readonly string[] }
  | { readonly kind: 'question'; readonly question: TreeQuestion }
  /** Too little for a plan, whatever the tree says. */
  | { readonly kind: 'simple' }
  /** No question got a yes. */
  | { readonly kind: 'none' };

export interface Judgement {
  readonly answers: readonly TreeAnswer[];
  readonly branch: Branch;
  /** `inline`, or the pattern that the plan is bound to. */
  readonly pattern: PatternName;
  /** The branch's own pattern, where EPIC work, which needs several phases, became `mixed` instead. */
  readonly insteadOf: PatternName | null;
  /** How many parts the request itself names, stage by stage. */
  readonly stages: readonly number[];
}

export interface Grounds {
  readonly complexity: Complexity;
  readonly answers: readonly TreeAnswer[];
  readonly parts: ExplicitParts;
  readonly named: Named;
  readonly options: RequestOptions;
  /** The patterns that can be built. */
  readonly patterns: readonly PatternName[];
}

export function judge(grounds: Grounds): Judgement {
  const { complexity, answers, parts, patterns } = grounds;
  const { branch, pattern } = branchOf(grounds);
  const isTooFlat = complexity.level === 'EPIC' && pattern === 'fan-out' && branch.kind !== 'chosen';
  const known = pattern === 'inline' || patterns.includes(pattern);
  return {
    answers,
    branch,
    pattern: isTooFlat || !known ? 'mixed' : pattern,
    insteadOf: isTooFlat ? pattern : null,
    stages: parts.stages.map((stage) => stage.length),
  };
}

interface Taken {
  readonly branch: Branch;
  readonly pattern: PatternName;
}

function branchOf({ complexity, answers, parts, named, options }: Grounds): Taken {
  if (options.pattern !== null) return { branch: { kind: 'chosen' }, pattern: options.pattern };
  if (complexity.level === 'SIMPLE') return { branch: { kind: 'simple' }, pattern: 'inline' };
  const yes = treeQuestion(complexity, answers, parts, named);
  return byStructure(parts, ['and', 'both']) ?? byNames(named, yes, parts) ?? byStructure(parts, ['then']) ?? byTree(yes);
}

function byStructure({ stages, count }: ExplicitParts, wanted: readonly ('and' | 'then' | 'both')[]): Taken | null {
  if (count < 2) return null;
  const joined = stages.length === 1 ? 'and' : stages.every((stage) => stage.length === 1) ? 'then' : 'both';
  if (!wanted.includes(joined)) return null;
  return { branch: { kind: 'parts', joined }, pattern: joined === 'and' ? 'fan-out' : joined === 'then' ? 'pipeline' : 'mixed' };
}

/** Design, review and decision; and the phases of a deep dive. More that stands in order needs a pattern that keeps the order. */
export const MOST_STAGES: Readonly<Record<PatternName, number>> = { handoff: 3, 'deep-dive': 3 };

/** The four patterns that no question leads to. Several people who are asked for their opinions are a panel. */
function byNames(named: Named, yes: TreeQuestion | null, { stages }: ExplicitParts): Taken | null {
  const pattern = namedPattern(named);
  if (pattern === null || stages.length > (MOST_STAGES[pattern] ?? Number.POSITIVE_INFINITY) || (named.personas.length >= 2 && yes === 'opinions')) return null;
  return { branch: { kind: 'named', personas: named.personas, skills: named.skills }, pattern };
}

function namedPattern({ personas, skills, reviewed }: Named): PatternName | null {
  // One designs, another reviews, a third decides.
  if (personas.length >= 2) return reviewed && personas.length >= 3 ? 'handoff' : 'solo-sprint';
  if (skills.length < 2) return null;
  return personas.length === 1 ? 'deep-dive' : 'skill-chain';
}

/** Nothing of four points or more takes under five minutes, and neither does what people themselves divided. */
function treeQuestion({ score }: Complexity, answers: readonly TreeAnswer[], parts: ExplicitParts, named: Named): TreeQuestion | null {
  const isDivided = score >= 4 || parts.count >= 2 || namedPattern(named) !== null;
  return firstYes(isDivided ? answers.filter(({ question }) => question !== 'single-unit') : answers);
}

function byTree(question: TreeQuestion | null): Taken {
  return question === null ? { branch: { kind: 'none' }, pattern: 'mixed' } : { branch: { kind: 'question', question }, pattern: BRANCHES[question] };
}
