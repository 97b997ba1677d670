/** One workflow of this tenant with its state folded from the ledger. */

import type { Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { LOCAL_TENANT, type WorkflowId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Archive, WorkflowSummary } from '../../src/ports/archive.ts';
import { notFound } from './problem.ts';

/** Events per read; a long workflow takes several. */
const PAGE = 1000;

export interface LoadedWorkflow {
  readonly summary: WorkflowSummary;
  readonly workflow: Workflow;
  readonly recorded: readonly Recorded[];
}

/** The page's only tenant is `local`: another tenant's workflow is not found here. */
export async function loadWorkflow(archive: Archive, key: WorkflowId | number): Promise<LoadedWorkflow> {
  const summary = await archive.find(LOCAL_TENANT, key);
  if (summary === null) throw notFound('workflow');
  const recorded = await allEvents(archive, summary.id);
  const workflow = replay(recorded);
  if (workflow.kind === 'none') throw notFound('workflow');
  return { summary, workflow, recorded };
}

async function allEvents(archive: Archive, id: WorkflowId): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  for (;;) {
    const page = await archive.events(LOCAL_TENANT, id, recorded.at(-1)?.seq ?? 0, PAGE);
    recorded.push(...page);
    if (page.length < PAGE) return recorded;
  }
}
