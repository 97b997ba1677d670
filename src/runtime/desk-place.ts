/** What a surface says of its places, passed on to the runs that live there and are not over. */
import { inputId } from '../engine/ids.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import type { PlaceChange } from '../ports/desk.ts';
import type { DeskDeps } from './desk-deps.ts';

/** More than a workspace has open at once. */
const MOST = 1_000;

/** Not waited for: no person waits for it, and a run that cannot be posted has no hurry. */
export async function placeChanged(
  { tenant, surface, channel, thread, reason, after, input }: PlaceChange,
  deps: DeskDeps,
): Promise<readonly WorkflowSummary[]> {
  const open = await deps.archive.workflows(tenant, { active: true, thread, limit: MOST });
  // At every start of a process this is said of all that wait for it: the others are not woken.
  const may = after === undefined ? open : open.filter(({ status }) => status === 'parked' || status === 'paused');
  const there = may.filter((run) => run.surface === surface && (channel === null || run.channel === channel));
  for (const { id: workflow } of there) {
    await deps.inbox.deliver({
      workflow,
      id: inputId(`${input}:${workflow}`),
      input: { kind: 'place-changed', reason, ...(after === undefined ? {} : { after }) },
      artifacts: [],
    });
  }
  if (there.length > 0) deps.nudge();
  return there;
}
