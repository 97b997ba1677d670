/** Deciding, editing and overriding over JSON. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { LOCAL_TENANT, type WorkflowId } from '../../../src/engine/ids.ts';
import { answerDecision, answerSchema, editPlan, override, overrideSchema, planEditSchema } from '../actions.ts';
import type { WebDeps } from '../deps.ts';
import { readDecisionId, readJson, readWorkflowKey } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { loadWorkflow } from '../load-workflow.ts';
import { actor } from '../people/who.ts';
import { notFound } from '../problem.ts';
import { workflowJson } from '../workflow-json.ts';
import { type ActionStatus, settled } from './action-answer.ts';

const whoSchema = z.object({ as: z.string().optional() });
const editsSchema = z.object({ baseHash: z.string().nullish(), edits: z.array(planEditSchema).min(1).max(50) });

export function actionRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/api/decisions/:id', async (c) => {
    const id = readDecisionId(c.req.param('id'));
    const body = await readJson(c, answerSchema.and(whoSchema));
    const status = settled(await answerDecision(deps, actor(c, body.as), id, body), 'decision');
    return c.json({ status, decision: id }, httpStatus(status));
  });

  app.post('/api/workflows/:id/plan', async (c) => {
    const id = await workflowId(deps, c.req.param('id'));
    const body = await readJson(c, editsSchema.and(whoSchema));
    const status = settled(await editPlan(deps, actor(c, body.as), id, body.baseHash ?? null, body.edits), 'workflow');
    const { workflow } = await loadWorkflow(deps.archive, id);
    return c.json({ status, workflow: id, plan: workflowJson(workflow).plan }, httpStatus(status));
  });

  app.post('/api/workflows/:id/overrides', async (c) => {
    const id = await workflowId(deps, c.req.param('id'));
    const body = await readJson(c, overrideSchema.and(whoSchema));
    const { as, ...change } = body;
    const status = settled(await override(deps, actor(c, as), id, change), 'workflow');
    return c.json({ status, workflow: id }, httpStatus(status));
  });
}

const httpStatus = (status: ActionStatus): 200 | 202 => (status === 'accepted' ? 200 : 202);

async function workflowId(deps: WebDeps, text: string): Promise<WorkflowId> {
  const summary = await deps.archive.find(LOCAL_TENANT, readWorkflowKey(text));
  if (summary === null) throw notFound('workflow');
  return summary.id;
}
