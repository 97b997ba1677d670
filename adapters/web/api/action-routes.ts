/** Deciding, editing and overriding over JSON. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { cardText } from '../../../src/cards/text.ts';
import type { BranchReply } from '../../../src/ports/desk.ts';
import { answerSchema, branchSchema, overrideSchema, planEditSchema } from '../action-schemas.ts';
import { answerDecision, branchRun, editPlan, existingRun, override, type StartedBranch } from '../actions.ts';
import type { WebDeps } from '../deps.ts';
import { inputIdSchema, readDecisionId, readJson } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { loadWorkflow } from '../load-workflow.ts';
import { actor } from '../people/who.ts';
import { notFound, Problem } from '../problem.ts';
import { workflowJson } from '../workflow-json.ts';
import { type ActionStatus, settled } from './action-answer.ts';

const whoSchema = z.object({ as: z.string().optional() });
const keySchema = z.object({ key: inputIdSchema.optional() });
const editsSchema = z.object({ baseHash: z.string().nullish(), edits: z.array(planEditSchema).min(1).max(50) });

export function actionRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/api/decisions/:id', async (c) => {
    const id = readDecisionId(c.req.param('id'));
    const body = await readJson(c, answerSchema.and(whoSchema));
    const status = settled(await answerDecision(deps, actor(c, body.as), id, body), 'decision');
    return c.json({ status, decision: id }, httpStatus(status));
  });

  app.post('/api/workflows/:id/plan', async (c) => {
    const run = await existingRun(deps, c.req.param('id'));
    const body = await readJson(c, editsSchema.and(whoSchema));
    const status = settled(await editPlan(deps, actor(c, body.as), run, body.baseHash ?? null, body.edits), 'workflow');
    const { workflow } = await loadWorkflow(deps.archive, run);
    return c.json({ status, workflow: run, plan: workflowJson(workflow).plan }, httpStatus(status));
  });

  app.post('/api/workflows/:id/overrides', async (c) => {
    const run = await existingRun(deps, c.req.param('id'));
    const body = await readJson(c, overrideSchema.and(whoSchema));
    const { as, ...change } = body;
    const status = settled(await override(deps, actor(c, as), run, change), 'workflow');
    return c.json({ status, workflow: run }, httpStatus(status));
  });

  app.post('/api/workflows/:id/branch', async (c) => {
    const run = await existingRun(deps, c.req.param('id'));
    const body = await readJson(c, branchSchema.and(whoSchema).and(keySchema));
    const { workstream, as, key, ...change } = body;
    const { workflow, number, thread, reused, savedUsd } = started(await branchRun(deps, actor(c, as), run, { workstream, change, key: key ?? null }));
    return c.json({ workflow, number, thread, reused, savedUsd }, 202);
  });
}

const httpStatus = (status: ActionStatus): 200 | 202 => (status === 'accepted' ? 200 : 202);

/** Throws the problem for a branch that was not started. */
export function started(reply: BranchReply): StartedBranch {
  switch (reply.kind) {
    case 'started':
      return reply;
    case 'not-found':
      throw notFound('workflow');
    case 'refused':
      throw new Problem(reply.reason.kind === 'not-ended' ? 409 : 422, reply.reason.kind, cardText({ ...reply.card, actions: [] }));
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}
