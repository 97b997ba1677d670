/** Each setting in words: what it does, what values it takes, and what is wrong with a given one. */
import type { SettingName, Settings } from '../engine/settings.ts';
import { money } from './figures.ts';
import type { SettingsProblem } from './misreading.ts';

export const SETTING_WORDS: Readonly<Record<SettingName, { readonly does: string; readonly takes: string }>> = {
  max_parallel_agents: { does: 'how many agents work at once in one run', takes: 'a whole number from 1 to 6' },
  default_timeout_minutes: { does: 'time limit of one workstream', takes: 'whole minutes from 1 to 240' },
  auto_ralph_handoff: { does: 'offer an iterative loop when a workstream fails', takes: 'true or false' },
  ultrathink_for_plan: { does: 'let plan agents think as deep as they can', takes: 'true or false' },
  verbose_progress: { does: 'post the live card, phases and handoffs', takes: 'true or false' },
  confirm_before_execute: { does: 'ask before a plan runs', takes: 'true or false' },
  approvers: { does: 'who may answer besides the requester; empty means anyone here', takes: 'names with commas between them' },
  workflow_budget_usd: { does: 'dollars one run may cost before Baton asks', takes: 'an amount from 0.01 to 10000' },
  time_zone: { does: 'zone of the times that Baton shows', takes: 'an IANA name such as Europe/Berlin' },
};

export function valueInWords(name: SettingName, values: Settings): string {
  const value = values[name];
  if (name === 'workflow_budget_usd') return money(values.workflow_budget_usd);
  if (typeof value === 'object') return value.length === 0 ? 'anyone here' : value.join(', ');
  if (name === 'default_timeout_minutes') return `${value} min`;
  return String(value);
}

export function settingsProblem(problem: SettingsProblem): string {
  switch (problem.kind) {
    case 'unknown-setting':
      return `There is no setting “${problem.typed}”.${problem.closest === null ? '' : ` Did you mean ${problem.closest}?`}`;
    case 'wrong-value':
      return `${problem.setting} takes ${SETTING_WORDS[problem.setting].takes}, not “${problem.given}”.`;
    case 'not-front-matter':
      return `This is not a settings file: ${problem.detail}. It is name: value lines between two lines of ---.`;
    default: {
      const missed: never = problem;
      return missed;
    }
  }
}
