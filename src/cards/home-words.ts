/** The overview of one person: what waits for them, what is at work, what is over, and the settings in short. */
import type { SettingName, Settings } from '../engine/settings.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import { opening } from './excerpt.ts';
import { money } from './figures.ts';
import { SETTING_WORDS, valueInWords } from './setting-words.ts';

export const HOME_WORDS = {
  waiting: 'Waits for you',
  running: 'At work',
  finished: 'Over',
  settings: 'Settings',
  change: 'Change',
  allSettings: 'All settings',
  empty:
    'Nothing here yet. Type /orchestrate and a task in a channel that Baton is in: it shows a plan, waits for a yes, and does the work in a thread. /baton help says more.',
  nothingWaits: 'Nothing waits for you.',
} as const;

/** `running · 2 of 4 done · $0.42 · Compare three ways …`. What goes with the number of the run. */
export function runInShort({ status, done, total, costUsd, task }: WorkflowSummary): string {
  return [status, ...(total > 0 ? [`${done} of ${total} done`] : []), money(costUsd), opening(task, 120).text].join(' · ');
}

/** What an overview has no room for. */
export function moreInList(left: number): string {
  return `${left} more: /baton list shows ${left === 1 ? 'it' : 'them'}.`;
}

const IN_SHORT: readonly SettingName[] = [
  'max_parallel_agents',
  'confirm_before_execute',
  'phase_gates',
  'workflow_budget_usd',
  'verbose_progress',
  'park_after_hours',
];

export function settingsInShort(values: Settings): readonly string[] {
  return IN_SHORT.map((name) => `${name}: ${valueInWords(name, values)} · ${SETTING_WORDS[name].does}`);
}
