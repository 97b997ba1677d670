/** Why a command could not be read: a closed list, so that `commands` finds it and only the cards word it. */
import type { RuleName } from '../engine/answer-rule.ts';
import type { SettingName } from '../engine/settings.ts';

export const HELP_TOPICS = [
  'baton',
  'orchestrate',
  'parallel',
  'plan-only',
  'status',
  'list',
  'show',
  'pause',
  'resume',
  'cancel',
  'retry',
  'costs',
  'settings',
  'cleanup',
] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

export type Misreading =
  /** Nothing to do was given. */
  | { readonly kind: 'empty' }
  /** `closest` is a known word that was probably meant. */
  | { readonly kind: 'unknown-command'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'too-long'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'number-needed'; readonly typed: string }
  | { readonly kind: 'workstream-needed'; readonly typed: string }
  | { readonly kind: 'days-needed'; readonly typed: string; readonly most: number }
  | { readonly kind: 'unknown-grouping'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'unexpected-words'; readonly typed: string }
  | { readonly kind: 'open-quote'; readonly part: number }
  | { readonly kind: 'outside-quotes'; readonly typed: string }
  | { readonly kind: 'part-count'; readonly count: number; readonly least: number; readonly most: number }
  | { readonly kind: 'empty-part'; readonly part: number }
  | { readonly kind: 'long-part'; readonly part: number; readonly words: number; readonly limit: number }
  | { readonly kind: 'value-needed'; readonly setting: SettingName }
  | { readonly kind: 'settings'; readonly problems: readonly SettingsProblem[] };

/** What is wrong in a rule on who may answer. */
export type RuleProblem =
  | { readonly kind: 'unknown-word'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'comma-missing'; readonly typed: string }
  | { readonly kind: 'count'; readonly typed: string }
  /** The requester may and may not, or those of the general settings and others. */
  | { readonly kind: 'contradiction' }
  | { readonly kind: 'too-few'; readonly named: number; readonly needed: number }
  | { readonly kind: 'too-long' };

/** One thing that is wrong in a setting or in a settings file. */
export type SettingsProblem =
  | { readonly kind: 'unknown-setting'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'wrong-value'; readonly setting: SettingName; readonly given: string }
  | { readonly kind: 'wrong-policy'; readonly setting: RuleName; readonly problem: RuleProblem }
  /** Not `name: value` lines between two `---` lines. */
  | { readonly kind: 'not-front-matter'; readonly detail: string };
