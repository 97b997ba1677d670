/**
 * Redo only what is needed: a run that has ended, with one workstream done again or changed. Everything that does not
 * depend on it is taken over with its results; the saving is known before anything starts.
 */
import type { Reuse } from './event.ts';
import type { WorkstreamId } from './ids.ts';
import type { WorkstreamChange } from './input.ts';
import { dependentsOf, type Plan } from './plan.ts';
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
  const again = new Set<WorkstreamId>([id, ...dependentsOf(plan, id)]);
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
        old.id === id && change ? { ...old, agent: change.agent ?? old.agent, persona: change.persona ?? old.persona, task: change.task ?? old.task } : old,
      ),
    },
    reuse: {
      from: workflow.id,
      fromNumber: workflow.number,
      results: kept.map(({ costUsd: _, ...result }) => result),
      handoffs: workflow.handoffs.filter(({ phase }) => plan.phases.find((one) => one.id === phase)?.workstreams.every((one) => keptIds.has(one))),
      savedUsd: kept.reduce((sum, { costUsd }) => sum + costUsd, 0),
    },
  };
}
