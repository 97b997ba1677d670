/** Lists of subtasks that others do, of every type. */
import type { Plan } from '../../src/engine/plan.ts';
import { TRACKED_TYPES, trackedPlan } from '../../src/patterns/index.ts';
import type { Random } from './random.ts';

export function anyTrackedPlan(random: Random): Plan {
  const count = random.int(1, 7);
  const subtasks = Array.from({ length: count }, (_, index) => ({
    id: `t${index + 1}`,
    label: `part ${index + 1}`,
    dependsOn: random.chance(0.3) ? Array.from({ length: index }, (_unused, earlier) => `t${earlier + 1}`).filter(() => random.chance(0.4)) : null,
  }));
  return trackedPlan(random.maybe(TRACKED_TYPES) ?? 'fan-out', subtasks);
}
