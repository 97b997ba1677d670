/** Edits of the plan before it starts. An edit voids the question that was open, and any approval with it. */
import { type Actor, mayAnswer } from './decision.ts';
import { estimateEdited } from './estimate.ts';
import type { RefusalReason, WorkflowEvent } from './event.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import type { Input, PlanEdit } from './input.ts';
import type { LibrarySizes } from './library-sizes.ts';
import { openDecisions } from './open-decisions.ts';
import type { Plan } from './plan.ts';
import { applyEdits } from './plan-edit.ts';
import { hashPlan } from './plan-rules.ts';
import { overridePolicy } from './policy.ts';
import { envelopeFor } from './questions.ts';
import type { Workflow } from './state.ts';
import { unpark } from './unpark.ts';

export function editPlan(workflow: Workflow, input: Extract<Input, { kind: 'edit-plan' }>, now: number): readonly WorkflowEvent[] {
  return takenUp(workflow, input.actor, editEvents(workflow, input.actor, input.baseHash, input.edits), now);
}

/** Whoever changes something is there: parked work goes on, unless they were refused. */
export function takenUp(workflow: Workflow, actor: Actor, events: readonly WorkflowEvent[], now: number): readonly WorkflowEvent[] {
  return events.some(({ kind }) => kind === 'refused') ? events : [...unpark(workflow, actor.id, now), ...events];
}

export function editEvents(workflow: Workflow, actor: Actor, baseHash: string | null, edits: readonly PlanEdit[]): readonly WorkflowEvent[] {
  const refuse = (reason: RefusalReason): readonly WorkflowEvent[] => [{ kind: 'refused', reason, actor: actor.id }];
  const { proposal, stage } = workflow;
  if (stage.kind === 'ended') return refuse({ kind: 'workflow-ended' });
  if (stage.kind === 'running' || stage.kind === 'synthesising') return refuse({ kind: 'plan-is-running' });
  if (!proposal || (stage.kind !== 'awaiting-approval' && stage.kind !== 'shown')) return refuse({ kind: 'no-plan-yet' });
  const policy = overridePolicy(workflow);
  if (!mayAnswer(policy, actor)) return refuse({ kind: 'not-allowed', policy });
  if (baseHash !== null && baseHash !== proposal.hash) return refuse({ kind: 'plan-moved-on', currentHash: proposal.hash });
  const edited = applyEdits(proposal.plan, edits);
  if (edited.kind === 'problems') return refuse({ kind: 'plan-invalid', problems: edited.problems });
  return proposeEdited(workflow, actor.id, { plan: edited.plan, dropped: edited.dropped, changed: edited.changed, sizes: {} });
}

export interface EditedPlan {
  readonly plan: Plan;
  readonly dropped: readonly WorkstreamId[];
  readonly changed: readonly WorkstreamId[];
  /** Of the library's texts that it names anew. */
  readonly sizes: LibrarySizes;
}

/** The plan as its next revision: whatever was asked or voted about the old one is void. */
export function proposeEdited(workflow: Workflow, author: PersonId, { plan, dropped, changed, sizes }: EditedPlan): readonly WorkflowEvent[] {
  const voided = openDecisions(workflow).map((decision): WorkflowEvent => ({ kind: 'decision-voided', decision: decision.id, reason: 'plan-changed' }));
  const known = { ...workflow, sizes: { ...workflow.sizes, ...sizes } };
  return [
    ...voided,
    {
      kind: 'plan-proposed',
      plan,
      hash: hashPlan(plan),
      revision: (workflow.proposal?.revision ?? 0) + 1,
      envelope: envelopeFor(known, plan),
      estimate: estimateEdited(plan, known),
      author,
      change: { dropped, changed },
      ...(Object.keys(sizes).length > 0 ? { sizes } : {}),
    },
  ];
}
