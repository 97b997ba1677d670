/**
 * Redo only what is needed: a run that has ended, with one workstream done again or changed. Everything that was not
 * built on it is taken over with its results, and so is what people had said to it; the saving is known before anything starts.
 */
import { builtOn } from './built-on.ts';
import type { Reuse } from './event.ts';
import type { WorkstreamId } from './ids.ts';
import type { WorkstreamChange } from './input.ts';
import type { Plan } from './plan.ts';
import { retasked } from './retasked.ts';
import type { Workflow } from './state.ts';

export type Branch =
  | { readonly kind: 'branch'; readonly plan: Plan; readonly reuse: Reuse }
  | { readonly kind: 'unknown-workstream' }
  | { readonly kind: 'not-ended' };

export function branchFrom(workflow: Workflow, id: WorkstreamId, change: Pick<WorkstreamChange, 'agent' | 'persona' | 'task'> | null): Branch {
  // First, because a run that is being planned has no workstreams yet.
  if (workflow.stage.kind !== 'ended') return { kind: 'not-ended' };
  const plan = workflow.proposal?.plan;
  if (!plan?.workstreams.some((workstream) => workstream.id === id)) return { kind: 'unknown-workstream' };
  // A gap is filled by the next run, so what was made in spite of it is made anew as well.
  const again = builtOn(plan, [id, ...plan.workstreams.map((one) => one.id).filter((one) => !stands(workflow, one))]);
  const kept = plan.workstreams.flatMap((workstream) => {
    const record = workflow.workstreams.get(workstream.id);
    const status = record?.status;
    if (again.has(workstream.id) || (status?.kind !== 'done' && status?.kind !== 'supplied')) return [];
    const ballot = status.kind === 'done' ? status.ballot : null;
    return [{ workstream: workstream.id, artifact: status.artifact, opening: status.opening, ballot, costUsd: record?.costUsd ?? 0 }];
  });
  const keptIds = new Set(kept.map(({ workstream }) => workstream));
  return {
    kind: 'branch',
    plan: {
      ...plan,
      workstreams: plan.workstreams.map((old) =>
        old.id === id && change ? { ...retasked(old, change.task), agent: change.agent ?? old.agent, persona: change.persona ?? old.persona } : old,
      ),
    },
    reuse: {
      from: workflow.id,
      fromNumber: workflow.number,
      results: kept,
      handoffs: workflow.handoffs.filter(({ phase }) => plan.phases.find((one) => one.id === phase)?.workstreams.every((one) => keptIds.has(one))),
      savedUsd: kept.reduce((sum, { costUsd }) => sum + costUsd, 0),
      notes: workflow.notes,
      models: [...workflow.workstreams.values()].flatMap(({ id: workstream, model }) => (model === null ? [] : [{ workstream, model }])),
    },
  };
}

/** There is a result, and it is not one that waits for a word about its old basis. */
function stands(workflow: Workflow, id: WorkstreamId): boolean {
  const record = workflow.workstreams.get(id);
  return record !== undefined && ['done', 'supplied'].includes(record.status.kind) && !(record.stale && record.status.kind === 'done');
}
