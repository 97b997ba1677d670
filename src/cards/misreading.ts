/** Why a command could not be read: a closed list, so that `commands` finds it and only the cards word it. */
import type { SettingName } from '../engine/settings.ts';

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
  | { readonly kind: 'open-quote'; readonly part: number }
  | { readonly kind: 'outside-quotes'; readonly typed: string }
  | { readonly kind: 'part-count'; readonly count: number; readonly least: number; readonly most: number }
  | { readonly kind: 'empty-part'; readonly part: number }
  | { readonly kind: 'long-part'; readonly part: number; readonly words: number; readonly limit: number }
  | { readonly kind: 'template-needed' }
  /** Words of a preview before the first `name=`. */
  | { readonly kind: 'stray-values'; readonly typed: string }
  | { readonly kind: 'library-word'; readonly typed: string }
  | { readonly kind: 'value-needed'; readonly setting: SettingName }
  | { readonly kind: 'settings'; readonly problems: readonly SettingsProblem[] };

/** One thing that is wrong in a setting or in a settings file. */
export type SettingsProblem =
  | { readonly kind: 'unknown-setting'; readonly typed: string; readonly closest: string | null }
  | { readonly kind: 'wrong-value'; readonly setting: SettingName; readonly given: string }
  /** Not `name: value` lines between two `---` lines. */
  | { readonly kind: 'not-front-matter'; readonly detail: string };
