/** Each setting in words: what it does, what values it takes, and what is wrong with a given one. */
import type { SettingName, Settings } from '../engine/settings.ts';
import { ruleProblem, ruleText } from './answer-rule-text.ts';
import { count, money, period, tokens } from './figures.ts';
import type { SettingsProblem } from './misreading.ts';

const DOLLARS = 'an amount from 0.01 to 1000000, or none';
const TOKENS = 'a whole number of tokens from 1000, or none';

export const SETTING_WORDS: Readonly<Record<SettingName, { readonly does: string; readonly takes: string }>> = {
  max_parallel_agents: { does: 'how many agents work at once in one run', takes: 'a whole number from 1 to 6' },
  default_timeout_minutes: { does: 'time limit of one workstream', takes: 'whole minutes from 1 to 240' },
  auto_ralph_handoff: { does: 'offer an iterative loop when a workstream fails', takes: 'true or false' },
  ultrathink_for_plan: { does: 'let plan agents think as deep as they can', takes: 'true or false' },
  verbose_progress: { does: 'post the live card, phases and handoffs', takes: 'true or false' },
  confirm_before_execute: {
    does: 'ask before a plan runs (always asked about: the plan of a branch, and one whose inputs were given after the request)',
    takes: 'true or false',
  },
  approvers: { does: 'who may answer besides the requester; empty, with no groups, means anyone here', takes: 'names with commas between them' },
  approver_groups: { does: 'groups or roles whose members may answer too', takes: 'names with commas between them' },
  groups: { does: 'groups of people, where the chat has none of its own', takes: 'leads: ana, ben; ops: cleo' },
  approvals_needed: { does: 'how many must agree before something goes ahead', takes: 'a whole number from 1 to 10' },
  requester_may_approve: { does: 'let people approve what they asked for themselves', takes: 'true or false' },
  plan_policy: rule('who may approve or run a plan'),
  gate_policy: rule('who may let a phase start'),
  failure_policy: rule('who may say what happens after a failure'),
  many_failed_policy: rule('who may say what happens after three failures'),
  dependency_policy: rule('who may say what happens to work whose input is missing'),
  budget_policy: rule('who may raise a budget, up to its ceiling'),
  override_policy: rule('who may approve a change outside the plan’s envelope'),
  rerun_policy: rule('who may have work done again after a correction'),
  casting_policy: rule('who settles what a panel of experts does not'),
  escalate_to: { does: 'who is asked next when nobody answers', takes: 'names with commas between them' },
  remind_after_hours: { does: 'when an open question is brought up again', takes: 'hours from 0.01 to 8760' },
  escalate_after_hours: { does: 'when an open question goes to escalate_to', takes: 'hours from 0.01 to 8760' },
  park_after_hours: { does: 'when a run with an open question is parked', takes: 'hours from 0.01 to 8760' },
  phase_gates: { does: 'phases that start only after a yes: none, the last one of EPIC plans, or all after the first', takes: 'none, epic or all' },
  workflow_budget_usd: { does: 'dollars one run may cost before Baton asks', takes: 'an amount from 0.01 to 10000' },
  workflow_budget_tokens: { does: 'tokens one run may use before Baton asks', takes: TOKENS },
  person_day_budget_usd: { does: 'dollars the runs of one person may cost a day', takes: DOLLARS },
  person_day_budget_tokens: { does: 'tokens the runs of one person may use a day', takes: TOKENS },
  channel_day_budget_usd: { does: 'dollars the runs of one channel may cost a day', takes: DOLLARS },
  channel_day_budget_tokens: { does: 'tokens the runs of one channel may use a day', takes: TOKENS },
  workspace_day_budget_usd: { does: 'dollars all runs may cost a day', takes: DOLLARS },
  workspace_day_budget_tokens: { does: 'tokens all runs may use a day', takes: TOKENS },
  workflow_ceiling_usd: { does: 'beyond it only an admin raises the dollars of a run', takes: DOLLARS },
  workflow_ceiling_tokens: { does: 'beyond it only an admin raises the tokens of a run', takes: TOKENS },
  person_day_ceiling_usd: { does: 'beyond it only an admin raises a person’s dollars of a day', takes: DOLLARS },
  person_day_ceiling_tokens: { does: 'beyond it only an admin raises a person’s tokens of a day', takes: TOKENS },
  channel_day_ceiling_usd: { does: 'beyond it only an admin raises a channel’s dollars of a day', takes: DOLLARS },
  channel_day_ceiling_tokens: { does: 'beyond it only an admin raises a channel’s tokens of a day', takes: TOKENS },
  workspace_day_ceiling_usd: { does: 'beyond it only an admin raises the dollars of a day', takes: DOLLARS },
  workspace_day_ceiling_tokens: { does: 'beyond it only an admin raises the tokens of a day', takes: TOKENS },
  allow_guests: { does: 'let guests of the workspace use Baton', takes: 'true or false' },
  allow_external: { does: 'let people of other workspaces, in shared channels, use Baton', takes: 'true or false' },
  allowed_channels: { does: 'channels in which Baton works, for the whole workspace; empty: any that it is in', takes: 'channels with commas between them' },
  retention_days: { does: 'when runs that are over are removed, for the whole workspace', takes: 'whole days from 1 to 36500, or never' },
  time_zone: { does: 'zone of the times that Baton shows', takes: 'an IANA name such as Europe/Berlin' },
};

function rule(does: string) {
  return { does, takes: 'general, or any of: anyone, requester, @name, group:name, needs 2, not requester; with commas between them' };
}

export function valueInWords(name: SettingName, values: Settings): string {
  switch (name) {
    case 'workflow_budget_usd':
      return money(values[name]);
    case 'default_timeout_minutes':
      return `${values[name]} min`;
    case 'remind_after_hours':
    case 'escalate_after_hours':
    case 'park_after_hours':
      return `after ${period(values[name] * 3_600_000)}`;
    case 'retention_days':
      return values[name] === null ? 'never' : `after ${count(values[name], 'day')}`;
    case 'approvers':
      if (values.approvers.length > 0) return values.approvers.join(', ');
      return values.approver_groups.length > 0 ? 'nobody by name' : 'anyone here';
    case 'approver_groups':
    case 'escalate_to':
      return values[name].join(', ') || 'none';
    case 'allowed_channels':
      return values[name].join(', ') || 'any';
    case 'groups':
      return groupsInWords(values.groups);
    case 'plan_policy':
    case 'gate_policy':
    case 'failure_policy':
    case 'many_failed_policy':
    case 'dependency_policy':
    case 'budget_policy':
    case 'override_policy':
    case 'rerun_policy':
    case 'casting_policy':
      return ruleText(values[name]);
    case 'max_parallel_agents':
    case 'approvals_needed':
    case 'auto_ralph_handoff':
    case 'ultrathink_for_plan':
    case 'verbose_progress':
    case 'confirm_before_execute':
    case 'requester_may_approve':
    case 'allow_guests':
    case 'allow_external':
    case 'phase_gates':
    case 'time_zone':
      return String(values[name]);
    default:
      return limitInWords(name, values[name]);
  }
}

function limitInWords(name: string, limit: number | null): string {
  if (limit === null) return 'none';
  return name.endsWith('_tokens') ? tokens(limit) : money(limit);
}

function groupsInWords(groups: Settings['groups']): string {
  const each = Object.entries(groups).map(([name, members]) => `${name}: ${members.join(', ')}`);
  return each.join('; ') || 'none';
}

export function settingsProblem(problem: SettingsProblem): string {
  switch (problem.kind) {
    case 'unknown-setting':
      return `There is no setting “${problem.typed}”.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'wrong-value':
      return `${problem.setting} takes ${SETTING_WORDS[problem.setting].takes}, not “${problem.given}”.`;
    case 'wrong-policy':
      return `${problem.setting}: ${ruleProblem(problem.problem)} It takes ${SETTING_WORDS[problem.setting].takes}.`;
    case 'not-front-matter':
      return `This is not a settings file: ${problem.detail}. It is name: value lines between two lines of ---.`;
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}
