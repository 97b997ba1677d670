/** Random settings: who may answer, how many, until when, what may be spent. */
import { type AnswerRule, GENERAL_RULE, RULE_NAMES } from '../../src/engine/answer-rule.ts';
import type { Limits } from '../../src/engine/limits.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';
import type { Random } from './random.ts';
import { APPROVER, BOSS, LEADS, REQUESTER } from './sim-actors.ts';

export function anySettings(random: Random): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...anyDeadlines(random),
    max_parallel_agents: random.int(1, 6),
    auto_ralph_handoff: random.chance(0.8),
    confirm_before_execute: random.chance(0.7),
    approvers: random.chance(0.4) ? [APPROVER] : [],
    approver_groups: random.chance(0.3) ? [LEADS] : [],
    approvals_needed: random.pick([1, 1, 1, 2, 2, 3]),
    requester_may_approve: random.chance(0.7),
    ...anyRules(random),
    escalate_to: random.pick([[], [], [BOSS], [REQUESTER]]),
    phase_gates: random.pick(['none', 'epic', 'epic', 'all']),
    ...anyBudgets(random),
  };
}

/** Rules for some kinds of questions, whole or in part; most runs have none. */
function anyRules(random: Random): Partial<Settings> {
  if (random.chance(0.5)) return {};
  const rule = (): AnswerRule =>
    random.pick([
      GENERAL_RULE,
      GENERAL_RULE,
      { ...GENERAL_RULE, anyone: true },
      { ...GENERAL_RULE, anyone: true, needed: 2 },
      { ...GENERAL_RULE, groups: [LEADS] },
      { ...GENERAL_RULE, people: [APPROVER, BOSS], needed: random.pick([1, 2, null]) },
      { ...GENERAL_RULE, groups: [LEADS], people: [REQUESTER], requester: false },
      { ...GENERAL_RULE, requester: true },
      { ...GENERAL_RULE, needed: random.int(1, 3) },
    ]);
  return Object.fromEntries(RULE_NAMES.map((name) => [name, rule()]));
}

function anyBudgets(random: Random): Partial<Settings> {
  const dollars = () => random.pick([null, null, null, 0.3, 1, 3]);
  const tokens = () => random.pick([null, null, null, 20_000, 100_000]);
  const workflow = { workflow_budget_usd: random.pick([0.05, 1, 2, 5, 100]), time_zone: random.pick(['UTC', 'Pacific/Auckland', 'America/New_York']) };
  if (random.chance(0.6)) return workflow;
  return {
    ...workflow,
    workflow_budget_tokens: tokens(),
    workflow_ceiling_usd: random.pick([null, null, 0.5, 3]),
    workflow_ceiling_tokens: tokens(),
    person_day_budget_usd: dollars(),
    channel_day_budget_tokens: tokens(),
    workspace_day_budget_usd: dollars(),
    workspace_day_ceiling_usd: random.pick([null, null, 5]),
  };
}

/** As an admin sets some of them anew while a run is there. */
export function movedLimits(random: Random, limits: Limits): Limits {
  const moved = random.pick<Partial<Limits>>([
    { workspace_day_budget_usd: random.pick([null, 0.01, 0.3, 1, 3]) },
    { person_day_budget_usd: random.pick([null, 0.01, 1]) },
    { channel_day_budget_tokens: random.pick([null, 1_000, 20_000, 100_000]) },
    { workspace_day_ceiling_usd: random.pick([null, 0.1, 5]) },
    { workflow_ceiling_usd: random.pick([null, 0.1, 0.5, 3]) },
    { workflow_ceiling_tokens: random.pick([null, 20_000, 200_000]) },
  ]);
  return { ...limits, ...moved };
}

/** Hours as people set them, or minutes, so that silence is felt without a clock that jumps; in any order. */
function anyDeadlines(random: Random): Pick<Settings, 'remind_after_hours' | 'escalate_after_hours' | 'park_after_hours'> {
  const hours = () => random.pick([0.01, 0.05, 4, 12, 24]);
  return random.chance(0.5)
    ? { remind_after_hours: 4, escalate_after_hours: 12, park_after_hours: 24 }
    : { remind_after_hours: hours(), escalate_after_hours: hours(), park_after_hours: hours() };
}
