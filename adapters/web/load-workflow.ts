/** One workflow of this tenant with its state folded from the ledger. */
import { LOCAL_TENANT, type WorkflowId } from '../../src/engine/ids.ts';
import type { Archive, ReadWorkflow } from '../../src/ports/archive.ts';
import { notFound } from './problem.ts';

/** The page's only tenant is `local`: another tenant's workflow is not found here. */
export async function loadWorkflow(archive: Archive, key: WorkflowId | number): Promise<ReadWorkflow> {
  const found = await archive.read(LOCAL_TENANT, key);
  if (found === null) throw notFound('workflow');
  return found;
}
