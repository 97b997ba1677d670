/** The plan graph of a workflow, with the states as they are now. */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { planPng } from '../../../src/pictures/plan-png.ts';
import { planSvg } from '../../../src/pictures/plan-svg.ts';
import type { WebDeps } from '../deps.ts';
import { readWorkflowKey } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { loadWorkflow } from '../load-workflow.ts';

export function pictureRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/api/workflows/:id/picture.svg', async (c) => {
    const svg = await draw(deps, c);
    return fresh(c, svg) ?? c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8', ...headersFor(svg) });
  });

  app.get('/api/workflows/:id/picture.png', async (c) => {
    const svg = await draw(deps, c);
    return fresh(c, svg) ?? c.body(new Uint8Array(await planPng(svg)), 200, { 'content-type': 'image/png', ...headersFor(svg) });
  });
}

async function draw(deps: WebDeps, c: Context<WebEnv>): Promise<string> {
  const { workflow } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id') ?? ''));
  return planSvg(workflow, c.req.query('theme') === 'dark' ? 'dark' : 'light');
}

function fresh(c: Context<WebEnv>, svg: string): Response | null {
  return c.req.header('if-none-match') === tagOf(svg) ? c.body(null, 304, headersFor(svg)) : null;
}

function headersFor(svg: string): Record<string, string> {
  return { etag: tagOf(svg), 'cache-control': 'private, no-cache', 'content-security-policy': "default-src 'none'; sandbox" };
}

const tagOf = (svg: string): string => `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`;
