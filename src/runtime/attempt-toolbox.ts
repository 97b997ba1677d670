/** What one attempt may read: its share of the request's files, the results that its workstream builds on, and its own last draft. */
import type { ArtifactRef } from '../engine/body.ts';
import type { Subject } from '../engine/call.ts';
import { workstreamOf } from '../engine/plan.ts';
import { filesRead } from '../engine/request-files.ts';
import type { Workflow } from '../engine/state.ts';
import type { Toolbox } from '../ports/tools.ts';
import type { DriveMemory } from './drive-memory.ts';
import { createReadToolbox } from './read-toolbox.ts';

/** Null for Baton's own calls, which get all they need in their prompt. */
export function attemptToolbox(workflow: Workflow, subject: Subject, memory: Pick<DriveMemory, 'content'>): Toolbox | null {
  if (subject.kind !== 'workstream') return null;
  const { workstream } = subject;
  const needed = workflow.proposal ? (workstreamOf(workflow.proposal.plan, workstream)?.dependsOn ?? []) : [];
  const draft = workflow.workstreams.get(workstream)?.loop?.draft?.artifact;
  const results = needed.flatMap((id): readonly ArtifactRef[] => {
    const status = workflow.workstreams.get(id)?.status;
    return status?.kind === 'done' || status?.kind === 'supplied' ? [status.artifact] : [];
  });
  const { files, atHand } = filesRead(workflow, subject);
  return createReadToolbox({ inputs: [...files, ...atHand], artifacts: draft ? [...results, draft] : results, read: memory.content });
}
