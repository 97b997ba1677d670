/** Why a command could not be read: a closed list, so that `commands` finds it and only the cards word it. */
import type { RuleName } from '../engine/answer-rule.ts';
import type { OptionKey } from '../engine/request-options.ts';
import type { SettingName } from '../engine/settings.ts';
import type { SubtaskProblem } from './subtask-problem.ts';

/** What the library lists, as people type it. */
export const SHELVES = ['personas', 'skills', 'templates', 'compositions'] as const;
export type Shelf = (typeof SHELVES)[number];

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
  'create',
  'update',
  'aggregate',
  'costs',
  ...SHELVES,
  'preview',
  'library',
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
  | { readonly kind: 'too-many-words'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'number-needed'; readonly typed: string }
  | { readonly kind: 'workstream-needed'; readonly typed: string }
  | { readonly kind: 'days-needed'; readonly typed: string; readonly most: number }
  | { readonly kind: 'unknown-grouping'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'unexpected-words'; readonly typed: string }
  | { readonly kind: 'unknown-flag'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'flag-needed'; readonly flag: 'task-id' | 'status' | 'result' }
  | { readonly kind: 'unknown-status'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'unknown-list-type'; readonly typed: string; readonly closest: string | null; readonly known: readonly string[] }
  | { readonly kind: 'subtasks'; readonly problems: readonly SubtaskProblem[] }
  | { readonly kind: 'open-quote'; readonly part: number }
  | { readonly kind: 'outside-quotes'; readonly typed: string }
  | { readonly kind: 'part-count'; readonly count: number; readonly least: number; readonly most: number }
  | { readonly kind: 'empty-part'; readonly part: number }
  | { readonly kind: 'long-part'; readonly part: number; readonly words: number; readonly limit: number }
  | { readonly kind: 'template-needed' }
  /** Words of a preview before the first `name=`. */
  | { readonly kind: 'stray-values'; readonly typed: string }
  | { readonly kind: 'library-word'; readonly typed: string }
  /** `key:value` where no option has that key. */
  | { readonly kind: 'unknown-option'; readonly typed: string; readonly closest: OptionKey | null }
  | { readonly kind: 'option-twice'; readonly option: OptionKey }
  | { readonly kind: 'options'; readonly problems: readonly OptionProblem[] }
  | { readonly kind: 'value-needed'; readonly setting: SettingName }
  | { readonly kind: 'settings'; readonly problems: readonly SettingsProblem[] };

/** One thing that is wrong with the value of an option. */
export type OptionProblem =
  | { readonly kind: 'unknown-name'; readonly option: OptionKey; readonly typed: string; readonly closest: string | null; readonly known: readonly string[] }
  | { readonly kind: 'wrong-value'; readonly option: OptionKey; readonly typed: string }
  | { readonly kind: 'budget-above-ceiling'; readonly asked: number; readonly ceiling: number }
  /** More than `limit`, and the requester could not raise it alone. */
  | { readonly kind: 'budget-needed'; readonly asked: number; readonly limit: number; readonly needed: number }
  /** The requester's own yes would not be enough. */
  | { readonly kind: 'confirm-needed'; readonly needed: number }
  | { readonly kind: 'not-with'; readonly option: OptionKey; readonly command: 'parallel' | 'plan-only' | 'composition' };
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
