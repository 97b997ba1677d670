/** A rule on who may answer, as people type it: `group:leads, @ana, needs 2, not requester`. Never throws. */
import type { RuleProblem } from '../src/cards/misreading.ts';
import { type AnswerRule, answerRuleSchema, GENERAL_RULE, namedIn, namesSomebody } from '../src/engine/answer-rule.ts';
import { closestName } from './closest-name.ts';

export type ReadRule = { readonly kind: 'rule'; readonly rule: AnswerRule } | { readonly kind: 'problem'; readonly problem: RuleProblem };

/** Case counts in names alone. */
export function readAnswerRule(typed: string): ReadRule {
  const items = itemsOf(typed);
  let rule = GENERAL_RULE;
  for (const item of items) {
    const part = partOf(item, rule);
    if (part.kind === 'problem') return part;
    rule = { ...rule, ...part.says };
  }
  if (namesSomebody(rule) && items.some((item) => item.toLowerCase() === 'general')) return { kind: 'problem', problem: { kind: 'contradiction' } };
  const parsed = answerRuleSchema.safeParse(rule);
  if (parsed.success) return { kind: 'rule', rule };
  const tooLong = parsed.error.issues.some(({ path }) => path.length > 0);
  return { kind: 'problem', problem: tooLong ? { kind: 'too-long' } : { kind: 'too-few', named: namedIn(rule), needed: rule.needed ?? 1 } };
}

type Part = { readonly kind: 'says'; readonly says: Partial<AnswerRule> } | { readonly kind: 'problem'; readonly problem: RuleProblem };

const WORDS = ['general', 'anyone', 'requester', 'not requester', 'needs 2', 'group:'] as const;

function itemsOf(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((item) => item.trim().replaceAll(/\s+/gu, ' '))
    .filter((item) => item !== '');
}

function partOf(item: string, so: AnswerRule): Part {
  const word = item.toLowerCase().replaceAll('-', ' ');
  if (word === 'general') return says({});
  if (word === 'anyone') return says({ anyone: true });
  if (word === 'requester' || word === 'not requester') return requester(word === 'requester', so);
  const [, needed] = /^(?:needs )?(\d{1,3})$/u.exec(word) ?? [];
  if (needed !== undefined) return Number(needed) >= 1 && Number(needed) <= 10 ? says({ needed: Number(needed) }) : problem({ kind: 'count', typed: item });
  const [, prefix, name] = /^(group: ?@?|@)(.+)$/iu.exec(item) ?? [];
  if (name !== undefined) {
    if (RUN_TOGETHER.test(name)) return problem({ kind: 'comma-missing', typed: item });
    return says(prefix === '@' ? { people: [...new Set([...so.people, name])] } : { groups: [...new Set([...so.groups, name])] });
  }
  return problem({ kind: 'unknown-word', typed: item, closest: closestName(item, WORDS) });
}

/** A name with a space in it is a name; one with a word of ours behind it is a comma that is missing. */
const RUN_TOGETHER = / (?:(?:(?:needs )?\d{1,3}|needs|anyone|requester|not-requester|@\S+)$|group:)/iu;

function requester(may: boolean, so: AnswerRule): Part {
  return so.requester === null || so.requester === may ? says({ requester: may }) : problem({ kind: 'contradiction' });
}

function says(part: Partial<AnswerRule>): Part {
  return { kind: 'says', says: part };
}

function problem(what: RuleProblem): Part {
  return { kind: 'problem', problem: what };
}
