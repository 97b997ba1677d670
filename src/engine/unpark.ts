/** Parked work is taken up again: open questions get new deadlines. */
import type { WorkflowEvent } from './event.ts';
import type { PersonId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { deadlineFrom } from './policy.ts';
import type { Workflow } from './state.ts';

export function unpark(workflow: Workflow, by: PersonId, now: number): readonly WorkflowEvent[] {
  if (!workflow.parked) return [];
  const deadline = deadlineFrom(workflow.settings, now);
  return [{ kind: 'unparked', by, deadlines: openDecisions(workflow).map(({ id }) => ({ decision: id, deadline })) }];
}
