/** One setting's value, as people type it in a command: `on`, `$2.50`, `@ana, @ben`. */
import type { SettingsProblem } from '../src/cards/misreading.ts';
import { type SettingName, type Settings, settingsSchema } from '../src/engine/settings.ts';

export type ReadSetting = { readonly kind: 'value'; readonly values: Partial<Settings> } | { readonly kind: 'problem'; readonly problem: SettingsProblem };

export function readSetting(name: SettingName, typed: string): ReadSetting {
  return checkSetting(name, rawValue(name, typed.trim()), typed.trim());
}

/** `given` is what people see when the value is wrong. */
export function checkSetting(name: SettingName, value: unknown, given: string): ReadSetting {
  const parsed = PARTIAL.safeParse({ [name]: value });
  if (parsed.success) return { kind: 'value', values: definedOf(parsed.data) };
  return { kind: 'problem', problem: { kind: 'wrong-value', setting: name, given: given.length > 80 ? `${[...given].slice(0, 80).join('')}…` : given } };
}

const PARTIAL = settingsSchema.partial();

function rawValue(name: SettingName, typed: string): unknown {
  switch (name) {
    case 'max_parallel_agents':
    case 'default_timeout_minutes':
      return /^\d{1,9}$/u.test(typed) ? Number(typed) : typed;
    case 'workflow_budget_usd':
      return /^\$?\d{1,9}(?:\.\d{1,4})?$/u.test(typed) ? Number(typed.replace('$', '')) : typed;
    case 'auto_ralph_handoff':
    case 'ultrathink_for_plan':
    case 'verbose_progress':
    case 'confirm_before_execute':
      return YES_NO.get(typed.toLowerCase()) ?? typed;
    case 'approvers':
      return approvers(typed);
    case 'time_zone':
      return typed;
    default: {
      const missed: never = name;
      return missed;
    }
  }
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

function approvers(typed: string): readonly string[] {
  if (/^(?:none|anyone|\[\])$/iu.test(typed)) return [];
  return typed
    .split(',')
    .map((name) => name.trim().replace(/^@/u, ''))
    .filter((name) => name !== '');
}

/** Zod gives absent keys the type `undefined`; a change must not carry those. */
function definedOf(values: { readonly [Name in SettingName]?: Settings[Name] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
