/** The plan of a given list of subtasks that others do: one phase, the order that its type or its author asks for, and no agents. */
import { phaseId, workstreamId } from '../../engine/ids.ts';
import type { Plan, Workstream } from '../../engine/plan.ts';
import { deliverableNames } from './deliverable-name.ts';

/** The types of the source's ledger script. */
export const TRACKED_TYPES = ['fan-out', 'pipeline', 'supervisor', 'expert-panel', 'map-reduce'] as const;
export type TrackedType = (typeof TRACKED_TYPES)[number];

export interface GivenSubtask {
  /** As its author calls it: `t1`. */
  readonly id: string;
  readonly label: string;
  /** Ids of the same list; null: what its type asks for. */
  readonly dependsOn: readonly string[] | null;
}

export function trackedPlan(type: TrackedType, subtasks: readonly GivenSubtask[]): Plan {
  const ours = new Map(subtasks.map(({ id }, index) => [id, workstreamId(String(index + 1))]));
  const files = deliverableNames(subtasks.map(({ id, label }) => ({ wish: `${id} ${label}`, title: label })));
  const workstreams = subtasks.map(({ id, label, dependsOn }, index): Workstream => {
    const before = subtasks[index - 1];
    const needed = dependsOn ?? (type === 'pipeline' && before ? [before.id] : []);
    return {
      id: workstreamId(String(index + 1)),
      title: `${id}: ${label}`,
      task: label,
      // Whatever does it, it may also write; nobody is started for it.
      agent: 'general',
      persona: null,
      skills: [],
      dependsOn: [...new Set(needed)].flatMap((other) => ours.get(other) ?? []),
      estimateMinutes: 1,
      output: 'text',
      deliverable: files[index] ?? `${index + 1}.md`,
      successCheck: null,
      givenId: id,
    };
  });
  const phase = { id: phaseId('p1'), title: 'Given subtasks', workstreams: workstreams.map(({ id }) => id), persona: null, skills: [], gate: 'none' } as const;
  return {
    v: 1,
    pattern: 'tracked',
    reason: `Given as a ${type} list; others do the work.`,
    phases: [{ ...phase, handoff: false }],
    workstreams,
    tracked: type,
  };
}
