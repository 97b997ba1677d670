/** The human decides: at any time, whoever may answer may also override. */
import { editEvents } from './decide-edit.ts';
import { mayAnswer } from './decision.ts';
import type { RefusalReason, WorkflowEvent } from './event.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import type { Override, PlanEdit } from './input.ts';
import { applyEdits } from './plan-edit.ts';
import { policyOf } from './questions.ts';
import type { Workflow } from './state.ts';
import { abortWork, cancelAll } from './stops.ts';

export function override(workflow: Workflow, actor: PersonId, change: Override): readonly WorkflowEvent[] {
  const reason = refusalFor(workflow, actor, change);
  if (reason) return [{ kind: 'refused', reason, actor }];
  switch (change.kind) {
    case 'cancel':
      return cancelAll(workflow, actor);
    case 'pause':
      return workflow.paused ? [] : [{ kind: 'paused', by: actor }];
    case 'resume':
      return workflow.paused ? [{ kind: 'resumed', by: actor }] : [];
    case 'add-context':
      return [{ kind: 'context-added', by: actor, text: change.text, workstream: change.workstream }];
    case 'skip':
      return [...abortWork(workflow, change.workstream), { kind: 'workstream-skipped', workstream: change.workstream, by: actor }];
    case 'supply':
      return [
        ...abortWork(workflow, change.workstream),
        { kind: 'workstream-supplied', workstream: change.workstream, by: actor, artifact: change.artifact, opening: change.opening },
      ];
    case 'change':
      return changeWork(workflow, actor, change);
    default: {
      const missed: never = change;
      return missed;
    }
  }
}

function refusalFor(workflow: Workflow, actor: PersonId, change: Override): RefusalReason | null {
  if (workflow.stage.kind === 'ended') return { kind: 'workflow-ended' };
  const policy = policyOf(workflow);
  if (!mayAnswer(policy, actor)) return { kind: 'not-allowed', who: policy.kind === 'people' ? policy.people : [] };
  switch (change.kind) {
    case 'cancel':
    case 'pause':
    case 'resume':
      return null;
    case 'add-context':
      return change.workstream === null ? null : settledOrUnknown(workflow, change.workstream, ['done', 'supplied']);
    case 'skip':
      return runningOnly(workflow) ?? settledOrUnknown(workflow, change.workstream, ['done', 'supplied', 'skipped', 'cancelled']);
    case 'supply':
      return runningOnly(workflow) ?? settledOrUnknown(workflow, change.workstream, ['done', 'supplied']);
    case 'change':
      return settledOrUnknown(workflow, change.workstream, ['done', 'supplied', 'running', 'skipped', 'cancelled']);
    default: {
      const missed: never = change;
      return missed;
    }
  }
}

function runningOnly(workflow: Workflow): RefusalReason | null {
  return workflow.stage.kind === 'running' ? null : { kind: 'not-running' };
}

function settledOrUnknown(workflow: Workflow, id: WorkstreamId, settled: readonly string[]): RefusalReason | null {
  const record = workflow.workstreams.get(id);
  if (!record) return { kind: 'unknown-workstream' };
  return settled.includes(record.status.kind) ? { kind: 'already-settled', workstream: id, status: record.status.kind } : null;
}

/** Before the start a change is an edit of the plan, and is approved with it; afterwards it keeps the rules of a plan. */
function changeWork(workflow: Workflow, actor: PersonId, change: Extract<Override, { kind: 'change' }>): readonly WorkflowEvent[] {
  const { workstream, agent, persona, task } = change;
  const edits: readonly PlanEdit[] = [
    ...(agent === null ? [] : [{ kind: 'set-agent', workstream, agent } as const]),
    ...(persona === null ? [] : [{ kind: 'set-persona', workstream, persona } as const]),
    ...(task === null ? [] : [{ kind: 'reword', workstream, title: null, task } as const]),
  ];
  if (workflow.stage.kind !== 'running' || !workflow.proposal) return editEvents(workflow, actor, null, edits);
  const edited = applyEdits(workflow.proposal.plan, edits);
  if (edited.kind === 'problems') return [{ kind: 'refused', reason: { kind: 'plan-invalid', problems: edited.problems }, actor }];
  return [{ kind: 'workstream-changed', workstream, by: actor, agent, persona, task }];
}
