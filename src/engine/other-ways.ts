/** What people may choose instead of a plan: another pattern, or an answer without a plan. Bounded, since each plan costs a call. */
import { free } from './asking.ts';
import type { DecisionOption } from './decision.ts';
import { usualInsteadUsd } from './estimate.ts';
import { PATTERN_NAMES } from './pattern-names.ts';
import type { Workflow } from './state.ts';

/** A plan that three patterns have not made right is made by editing, or by asking otherwise. */
const MAX_REPLANS = 3;

/** None for a plan that was given: there was nothing to judge. */
export function otherWays(workflow: Workflow): readonly DecisionOption[] {
  const { proposal, givenPlan, replans } = workflow;
  if (givenPlan !== null || replans >= MAX_REPLANS) return [];
  const choices = PATTERN_NAMES.filter((name) => name !== proposal?.plan.pattern);
  const another: DecisionOption = { ...free('other-pattern'), addsUsd: usualInsteadUsd(workflow, 'plan'), needsText: true, choices };
  // Without a plan, running it means answering it already.
  return proposal === null ? [another] : [another, { ...free('answer-inline'), addsUsd: usualInsteadUsd(workflow, 'inline') }];
}
