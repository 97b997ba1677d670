import type { Decision } from './decision.ts';
import type { Workflow } from './state.ts';

/** The questions that wait for a person, oldest first. */
export function openDecisions(workflow: Workflow): readonly Decision[] {
  return [...workflow.decisions.values()].filter((decision) => decision.state.kind === 'open');
}
