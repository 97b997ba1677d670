/** The settings in groups, as forms show them: a few that belong together at a time. */
import { isWorkspaceOnly, type SettingName, settingsSchema } from '../engine/settings.ts';
import type { SettingScope } from '../ports/settings-store.ts';

export const SETTING_GROUPS = {
  work: 'How runs work',
  people: 'Who may answer',
  rules: 'Rules for one kind of question',
  waiting: 'When nobody answers',
  budgets: 'Budgets',
  ceilings: 'Ceilings',
  access: 'Who may use Baton, and where',
  house: 'Retention and time zone',
} as const;

export type SettingGroup = keyof typeof SETTING_GROUPS;

export const SETTING_GROUP_NAMES: readonly SettingGroup[] = Object.keys(SETTING_GROUPS).filter(isSettingGroup);

export function isSettingGroup(text: string): text is SettingGroup {
  return Object.hasOwn(SETTING_GROUPS, text);
}

/** In the order of the settings; of a channel without those that are the same in all channels. */
export function settingsIn(group: SettingGroup, scope: SettingScope): readonly SettingName[] {
  return settingsSchema.keyof().options.filter((name) => GROUP_OF[name] === group && !(scope === 'channel' && isWorkspaceOnly(name)));
}

const GROUP_OF: Readonly<Record<SettingName, SettingGroup>> = {
  max_parallel_agents: 'work',
  default_timeout_minutes: 'work',
  auto_ralph_handoff: 'work',
  ultrathink_for_plan: 'work',
  verbose_progress: 'work',
  confirm_before_execute: 'work',
  phase_gates: 'work',
  approvers: 'people',
  approver_groups: 'people',
  groups: 'people',
  approvals_needed: 'people',
  requester_may_approve: 'people',
  plan_policy: 'rules',
  gate_policy: 'rules',
  failure_policy: 'rules',
  many_failed_policy: 'rules',
  dependency_policy: 'rules',
  budget_policy: 'rules',
  override_policy: 'rules',
  rerun_policy: 'rules',
  casting_policy: 'rules',
  escalate_to: 'waiting',
  remind_after_hours: 'waiting',
  escalate_after_hours: 'waiting',
  park_after_hours: 'waiting',
  workflow_budget_usd: 'budgets',
  workflow_budget_tokens: 'budgets',
  person_day_budget_usd: 'budgets',
  person_day_budget_tokens: 'budgets',
  channel_day_budget_usd: 'budgets',
  channel_day_budget_tokens: 'budgets',
  workspace_day_budget_usd: 'budgets',
  workspace_day_budget_tokens: 'budgets',
  workflow_ceiling_usd: 'ceilings',
  workflow_ceiling_tokens: 'ceilings',
  person_day_ceiling_usd: 'ceilings',
  person_day_ceiling_tokens: 'ceilings',
  channel_day_ceiling_usd: 'ceilings',
  channel_day_ceiling_tokens: 'ceilings',
  workspace_day_ceiling_usd: 'ceilings',
  workspace_day_ceiling_tokens: 'ceilings',
  allow_guests: 'access',
  allow_external: 'access',
  allowed_channels: 'access',
  retention_days: 'house',
  time_zone: 'house',
};
