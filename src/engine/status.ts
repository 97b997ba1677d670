/** What people and the API are told about a workflow: its status word, its coverage, its open questions. */
import type { WorkstreamId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import type { Workflow, WorkflowStatusWord, WorkstreamStatus } from './state.ts';

export function statusWord(workflow: Workflow): WorkflowStatusWord {
  const { stage } = workflow;
  if (stage.kind === 'ended') return stage.outcome === 'dismissed' ? 'cancelled' : stage.outcome;
  if (workflow.paused) return 'paused';
  if (workflow.parked || workflow.away) return 'parked';
  if (workflow.running.size === 0 && openDecisions(workflow).length > 0) return 'waiting';
  switch (stage.kind) {
    case 'assessing':
    case 'planning':
      return 'planning';
    case 'awaiting-approval':
    case 'shown':
      return 'waiting';
    case 'answering':
    case 'running':
    case 'synthesising':
      return 'running';
    default: {
      const missed: never = stage;
      return missed;
    }
  }
}

export interface Coverage {
  readonly done: number;
  readonly total: number;
  readonly missing: readonly { readonly id: WorkstreamId; readonly title: string; readonly why: WorkstreamStatus }[];
}

/** Counted from the ledger, never by a model. A result that a person supplied counts as done. */
export function coverageOf(workflow: Workflow): Coverage {
  const planned = workflow.proposal?.plan.workstreams ?? [];
  const missing = planned.flatMap(({ id, title }) => {
    const status = workflow.workstreams.get(id)?.status ?? { kind: 'pending' };
    return status.kind === 'done' || status.kind === 'supplied' ? [] : [{ id, title, why: status }];
  });
  return { done: planned.length - missing.length, total: planned.length, missing };
}
