/**
 * The settings a workflow runs under: the six of the source documents and ours. A workflow keeps the
 * values that were in force when it was requested; a later change does not move running work. Limits (`limits.ts`) are
 * the exception: they hold as they are now.
 */
import { z } from 'zod';
import { answerRuleSchema, GENERAL_RULE } from './answer-rule.ts';

export const settingsSchema = z.strictObject({
  max_parallel_agents: z.int().min(1).max(6),
  default_timeout_minutes: z.int().min(1).max(240),
  auto_ralph_handoff: z.boolean(),
  ultrathink_for_plan: z.boolean(),
  verbose_progress: z.boolean(),
  confirm_before_execute: z.boolean(),
  /** People who may answer decisions besides the requester; empty means anyone in the channel. */
  approvers: z.array(z.string().min(1).max(200)).max(50),
  /** Groups (Slack), roles (Discord) or names from `groups` whose members may answer as well. */
  approver_groups: z.array(z.string().min(1).max(200)).max(20),
  /** Groups of people where the surface has none of its own (the page): name -> members. Resolved at the moment of an action. */
  groups: z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(200)).max(200)).refine((groups) => Object.keys(groups).length <= 50),
  /** How many people must agree before something goes ahead. */
  approvals_needed: z.int().min(1).max(10),
  requester_may_approve: z.boolean(),
  /** Who may answer one kind of question, where that differs from the five settings before. */
  plan_policy: answerRuleSchema,
  gate_policy: answerRuleSchema,
  failure_policy: answerRuleSchema,
  many_failed_policy: answerRuleSchema,
  dependency_policy: answerRuleSchema,
  budget_policy: answerRuleSchema,
  override_policy: answerRuleSchema,
  rerun_policy: answerRuleSchema,
  casting_policy: answerRuleSchema,
  /** Asked when nobody answered; they may answer then. */
  escalate_to: z.array(z.string().min(1).max(200)).max(20),
  remind_after_hours: z.number().min(0.01).max(8760),
  escalate_after_hours: z.number().min(0.01).max(8760),
  park_after_hours: z.number().min(0.01).max(8760),
  /** Which phases wait for a yes before they start: none, the last one of EPIC plans, or every one after the first. */
  phase_gates: z.enum(['none', 'epic', 'all']),
  /** Dollars that one workflow may cost before Baton pauses and asks. */
  workflow_budget_usd: z.number().min(0.01).max(10_000),
  /** Tokens in and out that one workflow may use; null: no such budget. So for all that follow. */
  workflow_budget_tokens: tokens(),
  /** Per calendar day in the tenant's time zone: what one person's runs, one channel's, all of the workspace's may cost. */
  person_day_budget_usd: dollars(),
  person_day_budget_tokens: tokens(),
  channel_day_budget_usd: dollars(),
  channel_day_budget_tokens: tokens(),
  workspace_day_budget_usd: dollars(),
  workspace_day_budget_tokens: tokens(),
  /** Nobody but an admin goes beyond these, by a setting or by a raise. */
  workflow_ceiling_usd: dollars(),
  workflow_ceiling_tokens: tokens(),
  person_day_ceiling_usd: dollars(),
  person_day_ceiling_tokens: tokens(),
  channel_day_ceiling_usd: dollars(),
  channel_day_ceiling_tokens: tokens(),
  workspace_day_ceiling_usd: dollars(),
  workspace_day_ceiling_tokens: tokens(),
  /** Whether guests of the workspace, and people of other workspaces in a shared channel, may use Baton. */
  allow_guests: z.boolean(),
  allow_external: z.boolean(),
  /** Channels in which Baton works; empty: any that it is in. */
  allowed_channels: z.array(z.string().min(1).max(200)).max(200),
  /** Ended runs older than this many days are removed once a day; null: they are kept. Read for the workspace, not per channel. */
  retention_days: z.int().min(1).max(36_500).nullable(),
  /** IANA name; day budgets and shown times use it. */
  time_zone: z.string().refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin'),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof Settings;

/** These are the same in all channels: a day is one for all who share its budgets, and so is what is removed, and where Baton works. */
const WORKSPACE_ONLY = /^(time_zone|retention_days|allowed_channels|(workspace|person)_day_.*)$/;

export function isWorkspaceOnly(name: SettingName): boolean {
  return WORKSPACE_ONLY.test(name);
}

export const DEFAULT_SETTINGS: Settings = {
  max_parallel_agents: 3,
  default_timeout_minutes: 30,
  auto_ralph_handoff: true,
  ultrathink_for_plan: true,
  verbose_progress: true,
  confirm_before_execute: true,
  approvers: [],
  approver_groups: [],
  groups: {},
  approvals_needed: 1,
  requester_may_approve: true,
  plan_policy: GENERAL_RULE,
  gate_policy: GENERAL_RULE,
  failure_policy: GENERAL_RULE,
  many_failed_policy: GENERAL_RULE,
  dependency_policy: GENERAL_RULE,
  budget_policy: GENERAL_RULE,
  override_policy: GENERAL_RULE,
  rerun_policy: GENERAL_RULE,
  casting_policy: GENERAL_RULE,
  escalate_to: [],
  remind_after_hours: 4,
  escalate_after_hours: 12,
  park_after_hours: 24,
  phase_gates: 'epic',
  workflow_budget_usd: 2,
  workflow_budget_tokens: null,
  person_day_budget_usd: null,
  person_day_budget_tokens: null,
  channel_day_budget_usd: null,
  channel_day_budget_tokens: null,
  workspace_day_budget_usd: null,
  workspace_day_budget_tokens: null,
  workflow_ceiling_usd: null,
  workflow_ceiling_tokens: null,
  person_day_ceiling_usd: null,
  person_day_ceiling_tokens: null,
  channel_day_ceiling_usd: null,
  channel_day_ceiling_tokens: null,
  workspace_day_ceiling_usd: null,
  workspace_day_ceiling_tokens: null,
  allow_guests: false,
  allow_external: false,
  allowed_channels: [],
  retention_days: null,
  time_zone: 'UTC',
};

function dollars() {
  return z.number().min(0.01).max(1_000_000).nullable();
}

/** One call sets several thousand aside: less than that is a budget for nothing. */
function tokens() {
  return z.int().min(1_000).max(1_000_000_000_000).nullable();
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
