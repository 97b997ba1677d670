/** Which phases wait for a yes, by the setting: on by default before the final phase of EPIC plans. */
import type { Plan } from './plan.ts';
import type { Workflow } from './state.ts';

/** Gates that the plan has already stay. */
export function withGates(plan: Plan, workflow: Workflow): Plan {
  const { phase_gates } = workflow.settings;
  const last = plan.phases.length - 1;
  const isGated = (index: number): boolean => {
    if (index === 0 || phase_gates === 'none') return false;
    return phase_gates === 'all' || (index === last && workflow.complexity?.level === 'EPIC');
  };
  return { ...plan, phases: plan.phases.map((phase, index) => (isGated(index) ? { ...phase, gate: 'approve' } : phase)) };
}
