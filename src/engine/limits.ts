/**
 * Limits that count as they are now, whatever they were when the run was requested: the day's budgets, because others
 * spend from them too, and every ceiling. A run's own budget stays what it was.
 */
import { ceilingOf, limitOf } from './budget.ts';
import { capOf } from './budget-question.ts';
import type { WorkflowEvent } from './event.ts';
import { underLimits } from './evolve-limits.ts';
import { openDecisions } from './open-decisions.ts';
import type { SettingName, Settings } from './settings.ts';
import type { Workflow } from './state.ts';

const LIMIT_NAMES = [
  'person_day_budget_usd',
  'person_day_budget_tokens',
  'channel_day_budget_usd',
  'channel_day_budget_tokens',
  'workspace_day_budget_usd',
  'workspace_day_budget_tokens',
  'workflow_ceiling_usd',
  'workflow_ceiling_tokens',
  'person_day_ceiling_usd',
  'person_day_ceiling_tokens',
  'channel_day_ceiling_usd',
  'channel_day_ceiling_tokens',
  'workspace_day_ceiling_usd',
  'workspace_day_ceiling_tokens',
] as const satisfies readonly SettingName[];

export type Limits = Pick<Settings, (typeof LIMIT_NAMES)[number]>;

export function limitsIn(settings: Settings): Limits {
  return {
    person_day_budget_usd: settings.person_day_budget_usd,
    person_day_budget_tokens: settings.person_day_budget_tokens,
    channel_day_budget_usd: settings.channel_day_budget_usd,
    channel_day_budget_tokens: settings.channel_day_budget_tokens,
    workspace_day_budget_usd: settings.workspace_day_budget_usd,
    workspace_day_budget_tokens: settings.workspace_day_budget_tokens,
    workflow_ceiling_usd: settings.workflow_ceiling_usd,
    workflow_ceiling_tokens: settings.workflow_ceiling_tokens,
    person_day_ceiling_usd: settings.person_day_ceiling_usd,
    person_day_ceiling_tokens: settings.person_day_ceiling_tokens,
    channel_day_ceiling_usd: settings.channel_day_ceiling_usd,
    channel_day_ceiling_tokens: settings.channel_day_ceiling_tokens,
    workspace_day_ceiling_usd: settings.workspace_day_ceiling_usd,
    workspace_day_ceiling_tokens: settings.workspace_day_ceiling_tokens,
  };
}

export function areInForce(workflow: Workflow, limits: Limits): boolean {
  return LIMIT_NAMES.every((name) => workflow.settings[name] === limits[name]);
}

/** What was asked at a cap that has moved is asked anew, with today's figures, if it must be asked at all. */
export function limitsMoved(workflow: Workflow, limits: Limits): readonly WorkflowEvent[] {
  if (workflow.stage.kind === 'ended' || areInForce(workflow, limits)) return [];
  const after = underLimits(workflow, limits);
  const voided = openDecisions(workflow).flatMap(({ id, question }): WorkflowEvent[] => {
    const cap = capOf(question);
    const moved = cap !== null && (limitOf(workflow, cap) !== limitOf(after, cap) || ceilingOf(workflow, cap) !== ceilingOf(after, cap));
    return moved ? [{ kind: 'decision-voided', decision: id, reason: 'limits-changed' }] : [];
  });
  return [{ kind: 'limits-changed', limits }, ...voided];
}
