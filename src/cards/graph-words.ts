/** The plan graph for those who cannot see the picture: the order of the phases. The map beside it says what waits for what. */
import type { Plan } from '../engine/plan.ts';
import { refs } from './naming.ts';

export function graphInWords(plan: Plan): string {
  const phases = plan.phases.map((phase) => refs(phase.workstreams)).filter((names) => names !== '');
  return `Plan graph: ${phases.join(', then ')}.`;
}
