/** Answers, edits, overrides and branches: what people send becomes calls of the desk, with who acts as the page knows them now. */
import type { z } from 'zod';
import { refusalCard } from '../../src/cards/refusal.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import { type DecisionId, type InputId, LOCAL_TENANT, type PersonId, type WorkflowId, type WorkstreamId, workflowOf } from '../../src/engine/ids.ts';
import type { PlanEdit } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { ActionReply, BranchChange, BranchReply, OverrideAsk } from '../../src/ports/desk.ts';
import type { answerSchema } from './action-schemas.ts';
import type { WebDeps } from './deps.ts';
import { readWorkflowKey } from './edge.ts';
import { loadWorkflow } from './load-workflow.ts';
import { acting } from './people/acting.ts';
import { notFound } from './problem.ts';

/** A run of this tenant. */
export async function existingRun(deps: Pick<WebDeps, 'archive'>, key: string): Promise<WorkflowId> {
  const summary = await deps.archive.find(LOCAL_TENANT, readWorkflowKey(key));
  if (summary === null) throw notFound('workflow');
  return summary.id;
}

export async function answerDecision(deps: WebDeps, actor: PersonId, decision: DecisionId, answer: z.infer<typeof answerSchema>): Promise<ActionReply> {
  const { workflow } = await loadWorkflow(deps.archive, workflowOf(decision));
  if (!workflow.decisions.has(decision)) throw notFound('decision');
  const { proposal } = workflow;
  const seen = answer.version ?? null;
  if (seen !== null && proposal !== null && seen !== proposal.hash && seen !== proposal.revision) {
    return refused({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow);
  }
  return deps.desk.answer({ ...acting(deps, actor, null), decision, option: answer.option, text: answer.text ?? null });
}

/** What the engine would say, said without asking it. */
export function refused(reason: RefusalReason, workflow: Workflow): ActionReply {
  return { kind: 'refused', reason, card: refusalCard(reason, workflow) };
}

export async function editPlan(deps: WebDeps, actor: PersonId, run: WorkflowId, baseHash: string | null, edits: readonly PlanEdit[]): Promise<ActionReply> {
  return deps.desk.editPlan({ ...acting(deps, actor, null), workflow: run, baseHash, edits });
}

export async function override(deps: WebDeps, actor: PersonId, run: WorkflowId, change: OverrideAsk): Promise<ActionReply> {
  return deps.desk.override({ ...acting(deps, actor, null), workflow: run, change });
}

export interface AskedBranch {
  readonly workstream: WorkstreamId;
  readonly change: BranchChange;
  /** Sent twice with the same key, it is taken once. */
  readonly key: InputId | null;
}

export type StartedBranch = Extract<BranchReply, { kind: 'started' }>;

export async function branchRun(deps: WebDeps, actor: PersonId, run: WorkflowId, { workstream, change, key }: AskedBranch): Promise<BranchReply> {
  const { agent, persona, task, note } = change;
  const same = agent === null && persona === null && task === null && note === null;
  return deps.desk.branch({
    ...acting(deps, actor, key),
    workflow: run,
    workstream,
    change: same ? null : { agent, persona, task, note },
  });
}
