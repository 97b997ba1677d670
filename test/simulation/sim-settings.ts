/** Random settings: who may answer, how many, until when, what may be spent. */
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';
import type { Random } from './random.ts';
import { APPROVER, BOSS, LEADS, REQUESTER } from './sim-actors.ts';

export function anySettings(random: Random): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...anyDeadlines(random),
    max_parallel_agents: random.int(1, 6),
    auto_ralph_handoff: random.chance(0.8),
    confirm_before_execute: random.chance(0.7),
    approvers: random.chance(0.4) ? [APPROVER] : [],
    approver_groups: random.chance(0.3) ? [LEADS] : [],
    approvals_needed: random.pick([1, 1, 1, 2, 2, 3]),
    requester_may_approve: random.chance(0.7),
    escalate_to: random.pick([[], [], [BOSS], [REQUESTER]]),
    phase_gates: random.pick(['none', 'epic', 'epic', 'all']),
    workflow_budget_usd: random.pick([0.05, 1, 2, 5, 100]),
  };
}

/** Hours as people set them, or minutes, so that silence is felt without a clock that jumps; in any order. */
function anyDeadlines(random: Random): Pick<Settings, 'remind_after_hours' | 'escalate_after_hours' | 'park_after_hours'> {
  const hours = () => random.pick([0.01, 0.05, 4, 12, 24]);
  return random.chance(0.5)
    ? { remind_after_hours: 4, escalate_after_hours: 12, park_after_hours: 24 }
    : { remind_after_hours: hours(), escalate_after_hours: hours(), park_after_hours: hours() };
}
