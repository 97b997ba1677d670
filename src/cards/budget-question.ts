/** A cap is reached: how much of it is spent, what the next call could cost, when it would go on by itself. */
import { ceilingOf } from '../engine/budget.ts';
import type { Decision, Question } from '../engine/decision.ts';
import type { Workflow } from '../engine/state.ts';
import { amount, atMost, capName } from './budget-words.ts';
import type { Block } from './card.ts';
import { blocks, heading, line, says, strong, time } from './spans.ts';

type BudgetQuestion = Extract<Question, { kind: 'budget' | 'cap-reached' }>;

export function budgetQuestion(workflow: Workflow, decision: Decision, asked: BudgetQuestion): readonly Block[] {
  const { cap, limit, spent, reserved, next, raiseTo, until } = asked.kind === 'budget' ? ownDollars(asked) : asked;
  const { unit } = cap;
  // The run's own dollars are the usual cap, and need no owner.
  const what = asked.kind === 'budget' ? `the ${amount(unit, limit)} cap` : capName(cap, limit);
  const uses = unit === 'usd' ? 'cost' : 'use';
  const ceiling = ceilingOf(workflow, cap);
  const isOpen = decision.state.kind === 'open';
  return blocks(
    heading(strong(`Paused before the next call: ${amount(unit, spent)} of ${what} ${unit === 'usd' ? 'is' : 'are'} spent.`)),
    says(
      reserved > 0 ? `${amount(unit, reserved)} more ${unit === 'usd' ? 'is' : 'are'} set aside for calls at work. ` : null,
      `The next call may ${uses} ${atMost(unit, next)}, which could pass the cap.`,
    ),
    isOpen && until !== null ? says('At ', time(until, workflow.settings.time_zone), ' the day is over; then it goes on by itself.') : null,
    isOpen && ceiling !== null && raiseTo > ceiling ? { kind: 'context', line: line(`Only an admin can raise it beyond ${amount(unit, ceiling)}.`) } : null,
  );
}

function ownDollars({
  spentUsd,
  capUsd,
  raiseToUsd,
  nextCallUsd,
}: Extract<Question, { kind: 'budget' }>): Omit<Extract<Question, { kind: 'cap-reached' }>, 'kind'> {
  return {
    cap: { scope: 'workflow', unit: 'usd', day: null },
    limit: capUsd,
    spent: spentUsd,
    reserved: 0,
    next: nextCallUsd,
    raiseTo: raiseToUsd,
    until: null,
  };
}
