/** A rule on who may answer as text, in the words that it is typed in; and what is wrong with one. */
import { type AnswerRule, namesSomebody } from '../engine/answer-rule.ts';
import { count } from './figures.ts';
import type { RuleProblem } from './misreading.ts';

/** `group:leads, @ana, needs 2, not requester`; `general` for a rule that says nothing of its own. */
export function ruleText(rule: AnswerRule): string {
  const { anyone, people, groups, requester, needed } = rule;
  const parts = [
    ...(anyone ? ['anyone'] : []),
    ...(requester === true ? ['requester'] : []),
    ...people.map((name) => `@${name}`),
    ...groups.map((name) => `group:${name}`),
    ...(needed === null ? [] : [`needs ${needed}`]),
    ...(requester === false ? ['not requester'] : []),
  ];
  return namesSomebody(rule) || parts.length === 0 ? parts.join(', ') || 'general' : ['general', ...parts].join(', ');
}

export function ruleProblem(problem: RuleProblem): string {
  switch (problem.kind) {
    case 'unknown-word':
      if (problem.closest !== null) return `I do not know “${problem.typed}”. Did you mean ${problem.closest}?`;
      return `I do not know “${problem.typed}”. A person is written @${problem.typed}, a group group:${problem.typed}.`;
    case 'comma-missing':
      return `A comma is missing in “${problem.typed}”.`;
    case 'count':
      return `“${problem.typed}” is not a number of people from 1 to 10.`;
    case 'contradiction':
      return 'That contradicts itself: requester or not requester, general or names.';
    case 'too-few':
      return `${problem.needed} must agree, and only ${count(problem.named, 'person is', 'people are')} named: name more, or a group.`;
    case 'too-long':
      return 'That is too much: at most 50 people and 20 groups, with 200 characters each.';
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}
