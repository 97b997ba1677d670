/**
 * Who may answer one kind of question, where that is not what the general settings say: each part that a rule leaves
 * open is as there (approvers, groups of approvers, how many, whether requesters may).
 */
import { z } from 'zod';
import type { Question } from './decision.ts';

export interface AnswerRule {
  readonly anyone: boolean;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** True: may answer, also where nobody else is named; false: may not, in whatever group; null: as one of those who may, if `requester_may_approve`. */
  readonly requester: boolean | null;
  readonly needed: number | null;
}

export const answerRuleSchema = z
  .strictObject({
    anyone: z.boolean().default(false),
    people: z.array(z.string().min(1).max(200)).max(50).readonly().default([]),
    groups: z.array(z.string().min(1).max(200)).max(20).readonly().default([]),
    requester: z.boolean().nullable().default(null),
    needed: z.int().min(1).max(10).nullable().default(null),
  })
  .refine(canBeMet, 'names fewer people than must agree');

/** Says nothing of its own. */
export const GENERAL_RULE: AnswerRule = { anyone: false, people: [], groups: [], requester: null, needed: null };

/** Which setting rules which question. A plan that is only shown is approved by running it. */
export const RULE_SETTINGS = {
  'plan-approval': 'plan_policy',
  'run-plan': 'plan_policy',
  'phase-gate': 'gate_policy',
  'failure-menu': 'failure_policy',
  'call-failed': 'failure_policy',
  'many-failed': 'many_failed_policy',
  'dependency-menu': 'dependency_policy',
  budget: 'budget_policy',
  'cap-reached': 'budget_policy',
  'override-approval': 'override_policy',
  'stale-rerun': 'rerun_policy',
  'casting-vote': 'casting_policy',
  'growth-approval': 'override_policy',
  // What a composition needs to know is no approval: those in charge say it, whatever this rule is.
  'missing-inputs': 'plan_policy',
} as const satisfies Readonly<Record<Question['kind'], string>>;

export type RuleName = (typeof RULE_SETTINGS)[Question['kind']];
export const RULE_NAMES: readonly RuleName[] = [...new Set(Object.values(RULE_SETTINGS))];

/** Everyone whom a rule names, besides members of groups. */
export function namedIn({ people, requester }: Pick<AnswerRule, 'people' | 'requester'>): number {
  return new Set(people).size + (requester === true ? 1 : 0);
}

export function namesSomebody(rule: AnswerRule): boolean {
  return rule.anyone || rule.groups.length > 0 || namedIn(rule) > 0;
}

function canBeMet({ anyone, people, groups, requester, needed }: AnswerRule): boolean {
  const named = namedIn({ people, requester });
  return anyone || groups.length > 0 || named === 0 || (needed ?? 1) <= named;
}
