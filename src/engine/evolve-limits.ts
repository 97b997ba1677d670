/** Limits that were set anew while the run goes on: a raise beyond one that has moved is forgotten with what it raised. */
import { budgetSetting, type Cap } from './budget.ts';
import type { Limits } from './limits.ts';
import type { Workflow } from './state.ts';

export function underLimits(state: Workflow, limits: Limits): Workflow {
  const settings = { ...state.settings, ...limits };
  const moved = (cap: Cap): boolean =>
    (['budget', 'ceiling'] as const).map((what) => budgetSetting(cap, what)).some((name) => settings[name] !== state.settings[name]);
  const { workflow_ceiling_usd: ceiling } = settings;
  const capUsd = ceiling !== null && moved(OWN_DOLLARS) ? Math.min(state.capUsd, ceiling) : state.capUsd;
  return { ...state, settings, capUsd, raisedCaps: state.raisedCaps.filter(({ cap }) => !moved(cap)), fullCaps: [] };
}

const OWN_DOLLARS: Cap = { scope: 'workflow', unit: 'usd', day: null };
