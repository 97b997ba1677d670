/** What runs have cost: as JSON for programs, as CSV for spreadsheets. Anyone who may use the page sees the tenant's sums. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { COST_GROUPINGS, type CostReport } from '../../../src/ports/costs.ts';
import type { WebDeps } from '../deps.ts';
import { check } from '../edge.ts';
import type { WebEnv } from '../env.ts';

/** Ten years: more than any ledger has. */
const MOST_DAYS = 3_660;

export const costsSchema = z.object({
  by: z.enum(COST_GROUPINGS).default('day'),
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(30),
});

export function costRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/api/costs', async (c) => {
    const { by, days } = check(costsSchema, c.req.query());
    return c.json(await deps.costs.report(LOCAL_TENANT, by, days));
  });

  app.get('/api/costs.csv', async (c) => {
    const { by, days } = check(costsSchema, c.req.query());
    const report = await deps.costs.report(LOCAL_TENANT, by, days);
    return c.body(costsCsv(report), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="baton-costs-by-${by}-${days}-days.csv"`,
    });
  });
}

/** RFC 4180. */
export function costsCsv({ by, rows }: CostReport): string {
  const head = [by, 'runs', 'cost_usd', 'charged_usd', 'input_tokens', 'output_tokens'];
  const lines = rows.map((row) => [row.key, row.runs, row.costUsd, row.chargedUsd, row.inputTokens, row.outputTokens]);
  return [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** Spreadsheets take text that begins like a formula for one; an apostrophe keeps it text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
