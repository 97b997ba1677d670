/** Options as typed against what there is and what the person may choose. */
import { describe, expect, it } from 'vitest';
import { checkOptions, type OptionContext } from '../../commands/checked-options.ts';
import { optionProblem } from '../../src/cards/option-problem-words.ts';
import { type AnswerRule, GENERAL_RULE } from '../../src/engine/answer-rule.ts';
import type { Actor } from '../../src/engine/decision.ts';
import { groupId, personId } from '../../src/engine/ids.ts';
import { NO_OPTIONS, type TypedOptions } from '../../src/engine/request-options.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';

const ANN: Actor = { id: personId('ann'), groups: [], admin: false };
const LEAD: Actor = { ...ANN, groups: [groupId('leads')] };
const ADMIN: Actor = { ...ANN, admin: true };

const rule = (more: Partial<AnswerRule>): AnswerRule => ({ ...GENERAL_RULE, ...more });

const check = (typed: TypedOptions, more: Partial<Omit<OptionContext, 'settings'>> = {}, settings: Partial<Settings> = {}) =>
  checkOptions(typed, {
    patterns: ['fan-out', 'pipeline', 'expert-panel', 'mixed'],
    personas: ['startup-cto', 'growth-marketer'],
    skills: ['seo-audit', 'copywriting'],
    templates: ['research'],
    settings: { ...DEFAULT_SETTINGS, ...settings },
    requester: ANN,
    mode: 'orchestrate',
    ...more,
  });

const words = (...given: Parameters<typeof check>): string => {
  const checked = check(...given);
  return checked.kind === 'problems' ? checked.problems.map(optionProblem).join(' ') : 'fine';
};

describe('what may be chosen', () => {
  it('all of it at once', () => {
    const typed = {
      pattern: 'Expert-Panel',
      persona: 'startup-cto',
      skills: 'seo-audit, copywriting,seo-audit',
      template: 'research',
      model: 'opus',
      rounds: '2',
    };
    expect(check({ ...typed, budget: '$3.50', confirm: 'no', parallel: '5' })).toEqual({
      kind: 'options',
      options: {
        ...NO_OPTIONS,
        pattern: 'expert-panel',
        persona: 'startup-cto',
        skills: ['seo-audit', 'copywriting'],
        template: 'research',
        model: 'claude-opus-5-5',
        rounds: 2,
      },
      settings: { ...DEFAULT_SETTINGS, workflow_budget_usd: 3.5, confirm_before_execute: false, max_parallel_agents: 5 },
    });
  });

  it('nothing leaves everything as it is', () => {
    expect(check({})).toEqual({ kind: 'options', options: NO_OPTIONS, settings: DEFAULT_SETTINGS });
  });

  it.each(['opus', 'Opus', 'claude-opus-5-5'])('model %s', (model) => {
    expect(check({ model })).toMatchObject({ options: { model: 'claude-opus-5-5' } });
  });

  it('an answer without a plan', () => {
    expect(check({ pattern: 'inline' })).toMatchObject({ options: { pattern: 'inline' } });
  });
});

describe('what may not', () => {
  it.each([
    [{ pattern: 'pipelin' }, 'There is no pattern “pipelin”. Did you mean pipeline?'],
    [{ pattern: 'waterfall' }, 'There is no pattern “waterfall”. Known: fan-out, pipeline, expert-panel, mixed and inline.'],
    [{ persona: 'cfo' }, 'There is no persona “cfo”. Known: startup-cto and growth-marketer.'],
    [{ skills: 'seo-audit,copy-writing' }, 'There is no skill “copy-writing”. Did you mean copywriting?'],
    [{ skills: ',' }, 'skills: takes skills of the library, with commas between them, not “,”.'],
    [{ model: 'gpt' }, 'There is no model “gpt”.'],
    [{ model: 'claude' }, 'There is no model “claude”.'],
    [{ rounds: '6' }, 'rounds: takes a whole number from 1 to 5, not “6”.'],
    [{ parallel: '0' }, 'parallel: takes a whole number from 1 to 6: agents at once, not “0”.'],
    [{ parallel: '2.5' }, 'not “2.5”.'],
    [{ budget: 'lots' }, 'budget: takes dollars, such as 2 or 0.50, not “lots”.'],
    [{ budget: '0' }, 'not “0”.'],
    [{ budget: '1e9' }, 'not “1e9”.'],
    [{ confirm: 'maybe' }, 'confirm: takes yes or no'],
    [{ rounds: '9', budget: 'x' }, 'rounds: takes a whole number from 1 to 5, not “9”. budget: takes dollars'],
  ] as const)('%o', (typed, said) => {
    expect(words(typed)).toContain(said);
  });

  it('more than the ceiling, unless an admin says so, which raises it for this run', () => {
    const ceiling = { workflow_ceiling_usd: 3 };
    expect(words({ budget: '5' }, {}, ceiling)).toBe('A run may cost at most $3.00 here, and $5.00 is more. Only an admin goes beyond that.');
    expect(check({ budget: '5' }, { requester: ADMIN }, ceiling)).toMatchObject({ settings: { workflow_budget_usd: 5, workflow_ceiling_usd: 5 } });
    expect(check({ budget: '2' }, { requester: ADMIN }, ceiling)).toMatchObject({ settings: { workflow_budget_usd: 2, workflow_ceiling_usd: 3 } });
  });

  it.each([
    [{ approvals_needed: 2 }, 'confirm:no is for those whose own yes is enough, and here 2 people must say yes.'],
    [{ requester_may_approve: false }, 'confirm:no is for those whose own yes is enough, and here somebody else must approve.'],
    [{ approvers: ['ben'] }, 'fine'],
    [{ requester_may_approve: false, confirm_before_execute: false }, 'fine'],
  ])('confirm:no with %o', (settings, said) => {
    expect(words({ confirm: 'no' }, {}, settings)).toBe(said);
  });

  const ELSE = 'confirm:no is for those whose own yes is enough, and here somebody else must approve.';
  it.each<[Partial<Settings>, Actor, string]>([
    [{ plan_policy: rule({ people: ['ben'] }) }, ANN, ELSE],
    [{ plan_policy: rule({ people: ['ben'] }) }, ADMIN, ELSE],
    [{ plan_policy: rule({ people: ['ben', 'ann'] }) }, ANN, 'fine'],
    [{ plan_policy: rule({ people: ['ben', 'ann'] }), requester_may_approve: false }, ANN, ELSE],
    [{ plan_policy: rule({ groups: ['leads'] }) }, ANN, ELSE],
    [{ plan_policy: rule({ groups: ['leads'] }) }, LEAD, 'fine'],
    [{ plan_policy: rule({ groups: ['leads'], requester: false }) }, LEAD, ELSE],
    [{ plan_policy: rule({ anyone: true, requester: false }) }, ANN, ELSE],
    [{ plan_policy: rule({ anyone: true, needed: 2 }) }, ANN, 'confirm:no is for those whose own yes is enough, and here 2 people must say yes.'],
    [{ plan_policy: rule({ requester: true, needed: 1 }), requester_may_approve: false, approvals_needed: 2 }, ANN, 'fine'],
    [{ budget_policy: rule({ people: ['ben'] }) }, ANN, 'fine'],
    [{ plan_policy: rule({ people: ['ben'] }), confirm_before_execute: false }, ANN, 'fine'],
  ])('confirm:no under the rule for plans: %j, %j', (settings, requester, said) => {
    expect(words({ confirm: 'no' }, { requester }, settings)).toBe(said);
  });

  const MORE = 'A run may cost $2.00 here. $5.00 is for those whose own yes to more is enough, and here';
  const BEYOND = 'A run may cost $3.00 here. $5.00 is for those whose own yes to more is enough, and here somebody else must approve.';
  it.each<[string, Partial<Settings>, Actor, string]>([
    ['5', {}, ANN, 'fine'],
    ['5', { budget_policy: rule({ people: ['ben'] }) }, ANN, `${MORE} somebody else must approve.`],
    ['5', { budget_policy: rule({ people: ['ben'] }) }, ADMIN, `${MORE} somebody else must approve.`],
    ['2', { budget_policy: rule({ people: ['ben'] }) }, ANN, 'fine'],
    ['5', { budget_policy: rule({ groups: ['leads'] }) }, LEAD, 'fine'],
    ['5', { budget_policy: rule({ groups: ['leads'], needed: 2 }) }, LEAD, `${MORE} 2 people must say yes.`],
    ['5', { requester_may_approve: false }, ANN, `${MORE} somebody else must approve.`],
    ['5', { approvals_needed: 2 }, ANN, `${MORE} 2 people must say yes.`],
    ['5', { plan_policy: rule({ people: ['ben'] }) }, ANN, 'fine'],
    [
      '5',
      { budget_policy: rule({ requester: true }), workflow_ceiling_usd: 3 },
      ANN,
      'A run may cost at most $3.00 here, and $5.00 is more. Only an admin goes beyond that.',
    ],
    ['5', { budget_policy: rule({ people: ['ben'], needed: 1 }), workflow_ceiling_usd: 3 }, ADMIN, 'fine'],
    ['5', { requester_may_approve: false, workflow_ceiling_usd: 3 }, ADMIN, BEYOND],
    ['5', { budget_policy: rule({ anyone: true, requester: false }), workflow_ceiling_usd: 3 }, ADMIN, BEYOND],
  ])('budget:%s under the rule for budgets: %j, %j', (budget, settings, requester, said) => {
    expect(words({ budget }, { requester }, { workflow_budget_usd: 2, ...settings })).toBe(said);
  });

  it('a pattern for tasks that are the plan already, or none for a plan that is asked for', () => {
    expect(words({ pattern: 'pipeline' }, { mode: 'parallel' })).toBe('pattern: does not go with /parallel, whose tasks are the plan.');
    expect(words({ pattern: 'fan-out' }, { mode: 'parallel' })).toBe('fine');
    expect(words({ pattern: 'inline' }, { mode: 'plan-only' })).toContain('which shows a plan, while pattern:inline answers without one');
    expect(words({ rounds: '2' }, { mode: 'parallel' })).toContain('rounds: does not go with /parallel');
  });
});
