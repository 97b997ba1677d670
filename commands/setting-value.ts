/** One setting's value, as people type it in a command: `on`, `$2.50`, `@ana, @ben`. */
import type { SettingsProblem } from '../src/cards/misreading.ts';
import { RULE_NAMES, type RuleName } from '../src/engine/answer-rule.ts';
import { type SettingName, type Settings, settingsSchema } from '../src/engine/settings.ts';
import { readAnswerRule } from './answer-rule.ts';

export type ReadSetting = { readonly kind: 'value'; readonly values: Partial<Settings> } | { readonly kind: 'problem'; readonly problem: SettingsProblem };

export function readSetting(name: SettingName, typed: string): ReadSetting {
  return checkSetting(name, rawValue(name, typed.trim()), typed.trim());
}

/** `given` is what people see when the value is wrong. */
export function checkSetting(name: SettingName, value: unknown, given: string): ReadSetting {
  if (isRule(name) && typeof value === 'string') return readRule(name, value);
  const parsed = PARTIAL.safeParse({ [name]: value });
  if (parsed.success) return { kind: 'value', values: definedOf(parsed.data) };
  return { kind: 'problem', problem: { kind: 'wrong-value', setting: name, given: given.length > 80 ? `${[...given].slice(0, 80).join('')}…` : given } };
}

function isRule(name: SettingName): name is RuleName {
  return RULE_NAMES.some((rule) => rule === name);
}

/** A rule is text in every place where people see it, files too. */
function readRule(name: RuleName, typed: string): ReadSetting {
  const read = readAnswerRule(typed);
  if (read.kind === 'problem') return { kind: 'problem', problem: { kind: 'wrong-policy', setting: name, problem: read.problem } };
  return { kind: 'value', values: definedOf({ [name]: read.rule }) };
}

const PARTIAL = settingsSchema.partial();

function rawValue(name: SettingName, typed: string): unknown {
  switch (name) {
    case 'max_parallel_agents':
    case 'default_timeout_minutes':
    case 'approvals_needed':
      return whole(typed);
    case 'retention_days':
      return NONE.test(typed) ? null : whole(typed.replace(/(?:d|days?)$/iu, '').trimEnd());
    case 'remind_after_hours':
    case 'escalate_after_hours':
    case 'park_after_hours':
      return decimal(typed.replace(/(?:h|hours?)$/iu, '').trimEnd()) ?? typed;
    case 'workflow_budget_usd':
      return dollars(typed);
    case 'person_day_budget_usd':
    case 'channel_day_budget_usd':
    case 'workspace_day_budget_usd':
    case 'workflow_ceiling_usd':
    case 'person_day_ceiling_usd':
    case 'channel_day_ceiling_usd':
    case 'workspace_day_ceiling_usd':
      return NONE.test(typed) ? null : dollars(typed);
    case 'workflow_budget_tokens':
    case 'person_day_budget_tokens':
    case 'channel_day_budget_tokens':
    case 'workspace_day_budget_tokens':
    case 'workflow_ceiling_tokens':
    case 'person_day_ceiling_tokens':
    case 'channel_day_ceiling_tokens':
    case 'workspace_day_ceiling_tokens':
      return NONE.test(typed) ? null : tokens(typed);
    case 'auto_ralph_handoff':
    case 'ultrathink_for_plan':
    case 'verbose_progress':
    case 'confirm_before_execute':
    case 'requester_may_approve':
    case 'allow_guests':
    case 'allow_external':
      return YES_NO.get(typed.toLowerCase()) ?? typed;
    case 'approvers':
    case 'approver_groups':
    case 'escalate_to':
    case 'allowed_channels':
      return names(typed);
    case 'groups':
      return groups(typed);
    case 'phase_gates':
      return typed.toLowerCase();
    case 'time_zone':
    case 'plan_policy':
    case 'gate_policy':
    case 'failure_policy':
    case 'many_failed_policy':
    case 'dependency_policy':
    case 'budget_policy':
    case 'override_policy':
    case 'rerun_policy':
    case 'casting_policy':
      return typed;
    default: {
      const missed: never = name;
      return missed;
    }
  }
}

const NONE = /^(?:never|none|no|off)$/iu;

function dollars(typed: string): number | string {
  return decimal(typed.replace(/^\$/u, '')) ?? typed;
}

/** `200000`, `200k`, `1.5M`. */
function tokens(typed: string): number | string {
  const [, digits = '', unit = ''] = /^(\d{1,13}(?:\.\d{1,4})?)\s*(?:([km])\s*)?(?:tokens)?$/iu.exec(typed) ?? [];
  if (digits === '') return typed;
  return Math.round(Number(digits) * (unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1_000 : 1_000_000) * 1_000) / 1_000;
}

function whole(typed: string): number | string {
  return /^\d{1,9}$/u.test(typed) ? Number(typed) : typed;
}

function decimal(typed: string): number | null {
  return /^\d{1,9}(?:\.\d{1,4})?$/u.test(typed) ? Number(typed) : null;
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

function names(typed: string): readonly string[] {
  if (/^(?:none|any|anyone|\[\])$/iu.test(typed)) return [];
  return typed
    .split(',')
    .map((name) => name.trim().replace(/^[@#]/u, ''))
    .filter((name) => name !== '');
}

/** `leads: ana, ben; ops: cleo`. Text without a colon stays text, which is no value. */
function groups(typed: string): unknown {
  if (/^(?:none|\{\})$/iu.test(typed)) return {};
  const each = typed
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (each.length === 0 || each.some((one) => !/^@?[^:]+:/u.test(one))) return typed;
  return Object.fromEntries(each.map((one) => [one.slice(0, one.indexOf(':')).trim().replace(/^@/u, ''), names(one.slice(one.indexOf(':') + 1).trim())]));
}

/** Zod gives absent keys the type `undefined`; a change must not carry those. */
function definedOf(values: { readonly [Name in SettingName]?: Settings[Name] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
