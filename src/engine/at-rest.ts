import { nextEvents } from './schedule.ts';
import type { Workflow } from './state.ts';

/** No call is in flight and nothing more will happen without a new input: a drive may end here. */
export function isAtRest(workflow: Workflow): boolean {
  return workflow.running.size === 0 && workflow.handedBack.length === 0 && nextEvents(workflow, workflow.updatedAt).length === 0;
}
