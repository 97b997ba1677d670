/** What runs have cost: as JSON for programs, as CSV for spreadsheets. Anyone who may use the page sees the tenant's sums. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { costsCsv } from '../../../src/cards/costs-csv.ts';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { COST_GROUPINGS } from '../../../src/ports/costs.ts';
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
