/** Answers, edits, overrides and branches: what people send becomes calls of the desk, with who acts as the page knows them now. */
import type { z } from 'zod';
import { refusalCard } from '../../src/cards/refusal.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import {
  type ChannelId,
  type DecisionId,
  type InputId,
  LOCAL_TENANT,
  type PersonId,
  type WorkflowId,
  type WorkstreamId,
  workflowOf,
} from '../../src/engine/ids.ts';
import type { PlanEdit } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { ActionReply, BranchChange, BranchReply, OverrideAsk } from '../../src/ports/desk.ts';
import type { answerSchema } from './action-schemas.ts';
import type { WebDeps } from './deps.ts';
import { readWorkflowKey } from './edge.ts';
import { loadWorkflow } from './load-workflow.ts';
import { acting } from './people/acting.ts';
import { notFound } from './problem.ts';

/** A run of this tenant, and its channel: the groups of that channel count. */
export interface ExistingRun {
  readonly id: WorkflowId;
  readonly channel: ChannelId;
}

export async function existingRun(deps: Pick<WebDeps, 'archive'>, key: string): Promise<ExistingRun> {
  const summary = await deps.archive.find(LOCAL_TENANT, readWorkflowKey(key));
  if (summary === null) throw notFound('workflow');
  return { id: summary.id, channel: summary.channel };
}

export async function answerDecision(deps: WebDeps, actor: PersonId, decision: DecisionId, answer: z.infer<typeof answerSchema>): Promise<ActionReply> {
  const { workflow } = await loadWorkflow(deps.archive, workflowOf(decision));
  if (!workflow.decisions.has(decision)) throw notFound('decision');
  const { proposal } = workflow;
  const seen = answer.version ?? null;
  if (seen !== null && proposal !== null && seen !== proposal.hash && seen !== proposal.revision) {
    return refused({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow);
  }
  return deps.desk.answer({ ...(await acting(deps, actor, workflow.place.channel, null)), decision, option: answer.option, text: answer.text ?? null });
}

/** What the engine would say, said without asking it. */
export function refused(reason: RefusalReason, workflow: Workflow): ActionReply {
  return { kind: 'refused', reason, card: refusalCard(reason, workflow) };
}

export async function editPlan(deps: WebDeps, actor: PersonId, run: ExistingRun, baseHash: string | null, edits: readonly PlanEdit[]): Promise<ActionReply> {
  return deps.desk.editPlan({ ...(await acting(deps, actor, run.channel, null)), workflow: run.id, baseHash, edits });
}

export async function override(deps: WebDeps, actor: PersonId, run: ExistingRun, change: OverrideAsk): Promise<ActionReply> {
  return deps.desk.override({ ...(await acting(deps, actor, run.channel, null)), workflow: run.id, change });
}

export interface AskedBranch {
  readonly workstream: WorkstreamId;
  readonly change: BranchChange;
  /** Sent twice with the same key, it is taken once. */
  readonly key: InputId | null;
}

export type StartedBranch = Extract<BranchReply, { kind: 'started' }>;

export async function branchRun(deps: WebDeps, actor: PersonId, run: ExistingRun, { workstream, change, key }: AskedBranch): Promise<BranchReply> {
  const { agent, persona, task, note } = change;
  const same = agent === null && persona === null && task === null && note === null;
  return deps.desk.branch({
    ...(await acting(deps, actor, run.channel, key)),
    workflow: run.id,
    workstream,
    change: same ? null : { agent, persona, task, note },
  });
}
