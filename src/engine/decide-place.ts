/** The place of a run goes out of reach and comes back, as the surface tells. Work that runs goes on to its end; questions wait with all their time. */
import type { WorkflowEvent } from './event.ts';
import type { Input } from './input.ts';
import { openDecisions } from './open-decisions.ts';
import { deadlineFrom } from './policy.ts';
import type { Workflow } from './state.ts';

/** Told twice, or of a run that is over, it changes nothing. Another reason takes the place of the first. */
export function placeChanged(workflow: Workflow, { reason, after }: Extract<Input, { kind: 'place-changed' }>, now: number): readonly WorkflowEvent[] {
  if (workflow.stage.kind === 'ended' || (workflow.away?.reason ?? null) === reason) return [];
  if (after !== undefined && workflow.away?.reason !== after) return [];
  if (reason !== null) return [{ kind: 'place-lost', reason }];
  const deadline = deadlineFrom(workflow.settings, now);
  return [{ kind: 'place-back', deadlines: openDecisions(workflow).map(({ id }) => ({ decision: id, deadline })) }];
}
