/** One workflow with its state folded from its events, to look at. */

import type { Recorded } from '../src/engine/event.ts';
import { isKnownEvent } from '../src/engine/event-kinds.ts';
import { replay } from '../src/engine/evolve.ts';
import type { TenantId, WorkflowId } from '../src/engine/ids.ts';
import type { Archive, ReadWorkflow } from '../src/ports/archive.ts';

/** Events per look; a long workflow takes several. */
const PAGE = 1000;

/** Events of a newer release are among `recorded` and left out of the state: whoever drives it leaves it to that release. */
export async function readWorkflow(
  { find, events }: Pick<Archive, 'find' | 'events'>,
  tenant: TenantId,
  key: WorkflowId | number,
): Promise<ReadWorkflow | null> {
  const summary = await find(tenant, key);
  if (summary === null) return null;
  const recorded: Recorded[] = [];
  for (let page = PAGE; page === PAGE; ) {
    const more = await events(tenant, summary.id, recorded.at(-1)?.seq ?? 0, PAGE);
    recorded.push(...more);
    page = more.length;
  }
  const workflow = replay(recorded.filter(({ event }) => isKnownEvent(event.kind)));
  return workflow.kind === 'none' ? null : { summary, workflow, recorded };
}
