/** All routes behind their guards, as one Hono app. */
import { Hono } from 'hono';
import { answerProblem } from './answer-problem.ts';
import { actionRoutes } from './api/action-routes.ts';
import { commandRoute } from './api/command-route.ts';
import { costRoutes } from './api/cost-routes.ts';
import { fileRoutes } from './api/file-routes.ts';
import { pictureRoutes } from './api/picture-routes.ts';
import { workflowRoutes } from './api/workflow-routes.ts';
import type { WebDeps } from './deps.ts';
import type { WebEnv } from './env.ts';
import { actingRoutes } from './pages/acting-routes.ts';
import { readingRoutes } from './pages/reading-routes.ts';
import { settingsRoutes } from './pages/settings-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { createSessions } from './people/session.ts';
import { identify } from './people/who.ts';
import { notFound } from './problem.ts';
import { guard, headers } from './security/guard.ts';
import { staticFiles } from './static-files.ts';

/** `closing` ends the live streams; without it they end with their viewers. */
export function createWebApp(deps: WebDeps, closing: AbortSignal = new AbortController().signal): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const sessions = createSessions(deps.config.users);
  app.onError((error, c) => answerProblem(error, c, deps));
  app.notFound((c) => answerProblem(notFound('page'), c, deps));
  app.use(headers(), guard(deps.config), identify(deps, sessions));

  app.get('/healthz', async (c) => {
    const { ok, parts } = await deps.health();
    return c.json({ status: ok ? 'ok' : 'failing', ...parts, model: deps.config.modelKind }, ok ? 200 : 503);
  });
  staticFiles(app);
  peopleRoutes(app, deps, sessions);
  readingRoutes(app, deps, closing);
  actingRoutes(app, deps);
  settingsRoutes(app, deps);
  commandRoute(app, deps);
  workflowRoutes(app, deps);
  actionRoutes(app, deps);
  costRoutes(app, deps);
  fileRoutes(app, deps);
  pictureRoutes(app, deps);
  return app;
}
