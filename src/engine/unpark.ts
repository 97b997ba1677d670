/** Parked work is taken up again: by somebody, or because the question that nobody answered is asked no more. Open questions get new deadlines. */
import type { WorkflowEvent } from './event.ts';
import type { PersonId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { deadlineFrom } from './policy.ts';
import type { Workflow } from './state.ts';

export function unpark(workflow: Workflow, by: PersonId | null, now: number): readonly WorkflowEvent[] {
  if (!workflow.parked) return [];
  const deadline = deadlineFrom(workflow.settings, now);
  return [{ kind: 'unparked', by, deadlines: openDecisions(workflow).map(({ id }) => ({ decision: id, deadline })) }];
}

/** Nobody could answer it any more, so nothing would ever take the work up. */
export function unparkedByItself(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  if (!workflow.parked || workflow.stage.kind === 'ended') return [];
  return workflow.decisions.get(workflow.parked.decision)?.state.kind === 'open' ? [] : unpark(workflow, null, now);
}
