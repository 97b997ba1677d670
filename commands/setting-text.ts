/** Settings as text that can be typed: a value as `readSetting` takes it, and a change of several as commands. */
import { stringify } from 'yaml';
import { ruleText } from '../src/cards/answer-rule-text.ts';
import { answerRuleSchema, RULE_NAMES } from '../src/engine/answer-rule.ts';
import { type SettingName, type Settings, settingsSchema } from '../src/engine/settings.ts';
import type { SettingScope, SettingsChange } from '../src/ports/settings-store.ts';

/** What somebody would type for this value. */
export function settingText(name: SettingName, values: Settings): string {
  switch (name) {
    case 'approvers':
    case 'approver_groups':
    case 'escalate_to':
      return namesText(values[name], '@');
    case 'allowed_channels':
      return namesText(values[name], '#');
    case 'groups': {
      const each = Object.entries(values.groups).map(([group, members]) => `${group}: ${namesText(members, '@')}`);
      return each.join('; ') || 'none';
    }
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
    default:
      return values[name] === null ? 'none' : String(values[name]);
  }
}

function namesText(names: readonly string[], sign: '@' | '#'): string {
  return names.map((name) => `${sign}${name}`).join(', ') || 'none';
}

/** A change as commands: what is taken away (null) first, one by one, then all new values at once, so that they are checked together. */
export function settingsCommands(values: SettingsChange['values'], scope: SettingScope): readonly string[] {
  const flag = scope === 'channel' ? ' --channel' : '';
  const names = settingsSchema.keyof().options.filter((name) => values[name] !== undefined);
  const taken = names.filter((name) => values[name] === null);
  const set = Object.fromEntries(names.filter((name) => values[name] !== null).map((name) => [name, fileValue(name, values)]));
  return [
    ...taken.map((name) => `/baton settings reset${flag} ${name}`),
    ...(Object.keys(set).length === 0
      ? []
      : [`/baton settings import${flag}\n---\n${stringify(set, { lineWidth: 0, blockQuote: false, aliasDuplicateObjects: false })}---`]),
  ];
}

/** Rules are text in files. */
function fileValue(name: SettingName, values: SettingsChange['values']): unknown {
  const rule = RULE_NAMES.some((one) => one === name) ? answerRuleSchema.safeParse(values[name]) : null;
  return rule?.success ? ruleText(rule.data) : values[name];
}
