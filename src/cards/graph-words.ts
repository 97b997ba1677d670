/** The plan graph for those who cannot see the picture. */
import type { Plan } from '../engine/plan.ts';
import { refs } from './naming.ts';

export function graphInWords(plan: Plan): string {
  const phases = plan.phases.map((phase) => refs(phase.workstreams)).filter((names) => names !== '');
  const waits = plan.workstreams
    .filter((workstream) => workstream.dependsOn.length > 0)
    .map((workstream) => `[${workstream.id}] waits for ${refs(workstream.dependsOn)}`);
  return `Plan graph: ${phases.join(', then ')}.${waits.length > 0 ? ` ${waits.join('; ')}.` : ''}`;
}
