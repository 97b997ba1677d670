/** Answers, edits and overrides: the shapes that people send, as forms or JSON, and the desk's calls they become. */
import { z } from 'zod';
import { refusalCard } from '../../src/cards/refusal.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import { type DecisionId, inputId, LOCAL_TENANT, type PersonId, type WorkflowId, workflowOf } from '../../src/engine/ids.ts';
import type { PlanEdit } from '../../src/engine/input.ts';
import { AGENT_TYPES } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { ActionReply, OverrideAsk } from '../../src/ports/desk.ts';
import type { WebDeps } from './deps.ts';
import { textSchema, workstreamIdSchema } from './edge.ts';
import { loadWorkflow } from './load-workflow.ts';
import { notFound } from './problem.ts';

const OPTIONS = [
  'approve',
  'cancel',
  'run',
  'dismiss',
  'retry',
  'retry-with-context',
  'loop',
  'supply',
  'continue',
  'cancel-rest',
  'raise',
  'finish',
  'stop',
] as const;

export const answerSchema = z.object({
  option: z.enum(OPTIONS),
  text: textSchema.nullish(),
  /** The plan that the person saw: its hash or its revision. */
  version: z.union([z.string(), z.int()]).nullish(),
});

const workstream = workstreamIdSchema;
const persona = z.string().trim().min(1).max(80).nullable();
const wording = textSchema.pipe(z.string().trim().min(1).max(8_000));

export const planEditSchema: z.ZodType<PlanEdit, unknown> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop'), workstream }),
  z.object({ kind: z.literal('reword'), workstream, title: wording.nullable().default(null), task: wording.nullable().default(null) }),
  z.object({ kind: z.literal('set-agent'), workstream, agent: z.enum(AGENT_TYPES) }),
  z.object({ kind: z.literal('set-persona'), workstream, persona }),
]);

export const overrideSchema: z.ZodType<OverrideAsk, unknown> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('add-context'), workstream: workstream.nullable().default(null), text: wording }),
  z.object({ kind: z.literal('skip'), workstream }),
  z.object({ kind: z.literal('supply'), workstream, text: textSchema.pipe(z.string().min(1)) }),
  z.object({
    kind: z.literal('change'),
    workstream,
    agent: z.enum(AGENT_TYPES).nullable().default(null),
    persona: persona.default(null),
    task: wording.nullable().default(null),
  }),
]);

export async function answerDecision(deps: WebDeps, actor: PersonId, decision: DecisionId, answer: z.infer<typeof answerSchema>): Promise<ActionReply> {
  const { workflow } = await loadWorkflow(deps.archive, workflowOf(decision));
  if (!workflow.decisions.has(decision)) throw notFound('decision');
  const { proposal } = workflow;
  const seen = answer.version ?? null;
  if (seen !== null && proposal !== null && seen !== proposal.hash && seen !== proposal.revision) {
    return refused({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow);
  }
  return deps.desk.answer({ tenant: LOCAL_TENANT, actor, input: inputId(deps.ids.next()), decision, option: answer.option, text: answer.text ?? null });
}

/** What the engine would say, said without asking it. */
export function refused(reason: RefusalReason, workflow: Workflow): ActionReply {
  return { kind: 'refused', reason, card: refusalCard(reason, workflow) };
}

export async function editPlan(
  deps: WebDeps,
  actor: PersonId,
  workflow: WorkflowId,
  baseHash: string | null,
  edits: readonly PlanEdit[],
): Promise<ActionReply> {
  return deps.desk.editPlan({ tenant: LOCAL_TENANT, actor, input: inputId(deps.ids.next()), workflow, baseHash, edits });
}

export async function override(deps: WebDeps, actor: PersonId, workflow: WorkflowId, change: OverrideAsk): Promise<ActionReply> {
  return deps.desk.override({ tenant: LOCAL_TENANT, actor, input: inputId(deps.ids.next()), workflow, change });
}
