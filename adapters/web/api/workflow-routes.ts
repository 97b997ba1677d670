/** Reading workflows over JSON: the list, one, its events. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { LOCAL_TENANT, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { WebDeps } from '../deps.ts';
import { check, readThreadId, readWorkflowKey, uuidSchema } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { iso } from '../iso.ts';
import { loadWorkflow } from '../load-workflow.ts';
import { messageJson } from '../message-json.ts';
import { notFound } from '../problem.ts';
import { summaryJson, workflowJson } from '../workflow-json.ts';

const MOST = 500;

const listSchema = z.object({
  active: z.enum(['true', 'false']).optional(),
  thread: uuidSchema.optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
});

/** A part of the ledger, or of a thread. */
const partSchema = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(MOST).default(MOST),
});

export function workflowRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/api/workflows', async (c) => {
    const query = check(listSchema, c.req.query());
    const active = query.active === undefined ? null : query.active === 'true';
    const thread = query.thread === undefined ? null : threadId(query.thread);
    const workflows = await deps.archive.workflows(LOCAL_TENANT, { active, thread, limit: query.limit });
    return c.json({ workflows: workflows.map(summaryJson) });
  });

  app.get('/api/workflows/:id', async (c) => {
    const { workflow } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id')));
    return c.json(workflowJson(workflow));
  });

  app.get('/api/workflows/:id/events', async (c) => {
    const key = readWorkflowKey(c.req.param('id'));
    const { after, limit } = check(partSchema, c.req.query());
    const summary = await deps.archive.find(LOCAL_TENANT, key);
    if (summary === null) throw notFound('workflow');
    const recorded = await deps.archive.events(LOCAL_TENANT, summary.id, after, limit);
    const events = recorded.map(({ seq, at, input, event }) => ({ seq, at: iso(at), input, kind: event.kind, event }));
    return c.json({ workflow: summary.id, events, next: recorded.at(-1)?.seq ?? after });
  });

  app.get('/api/workflows/:id/export', async (c) => {
    const { summary, workflow, recorded } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id')));
    c.header('content-disposition', `attachment; filename="baton-workflow-${workflow.number}.json"`);
    const messages = (await deps.archive.messages(LOCAL_TENANT, workflow.place.thread)).filter(
      (message) => message.kind === 'person' || message.workflow === workflow.id,
    );
    return c.json({ format: 'baton-ledger', v: 1, summary: summaryJson(summary), events: recorded, messages: messages.map(messageJson) });
  });

  app.get('/api/threads/:id/messages', async (c) => {
    const thread = readThreadId(c.req.param('id'));
    const part = check(partSchema, c.req.query());
    const messages = await deps.archive.messages(LOCAL_TENANT, thread, part);
    if (messages.length === 0 && !(await hasMessages(deps, thread))) throw notFound('thread');
    return c.json({ messages: messages.map(messageJson), next: messages.at(-1)?.position ?? part.after });
  });
}

async function hasMessages({ archive }: WebDeps, thread: ThreadId): Promise<boolean> {
  return (await archive.messages(LOCAL_TENANT, thread, { after: 0, limit: 1 })).length > 0;
}
