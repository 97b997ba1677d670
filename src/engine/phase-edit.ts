/** A phase of a plan with another persona or other skills. */
import type { PhaseId, WorkstreamId } from './ids.ts';
import type { Plan } from './plan.ts';

export interface PhaseChange {
  readonly phase: PhaseId;
  /** Null leaves it as it is. */
  readonly persona: string | null;
  /** Instead of those that are there; null leaves them. */
  readonly skills: readonly string[] | null;
  /** Beside those that are there: every workstream of the phase has them, whatever skills of its own it has. */
  readonly added: readonly string[];
}

export function withPhaseChanged(plan: Plan, { phase, persona, skills, added }: PhaseChange, mayChange: (id: WorkstreamId) => boolean): Plan {
  const inside = plan.phases.find(({ id }) => id === phase)?.workstreams ?? [];
  return {
    ...plan,
    phases: plan.phases.map((old) =>
      old.id === phase ? { ...old, persona: persona ?? old.persona, skills: [...new Set([...(skills ?? old.skills), ...added])] } : old,
    ),
    workstreams: plan.workstreams.map((old) =>
      inside.includes(old.id) && mayChange(old.id) ? { ...old, persona: persona ?? old.persona, skills: skills ?? old.skills } : old,
    ),
  };
}
