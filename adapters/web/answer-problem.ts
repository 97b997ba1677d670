/** One place turns what a route threw into an answer: JSON for the API, a notice for htmx, a page for the rest. */
import type { Context } from 'hono';
import { BatonError, UserError } from '../../src/errors.ts';
import type { WebDeps } from './deps.ts';
import type { WebEnv } from './env.ts';
import { wantsFragment } from './pages/frame.ts';
import { problemNotice } from './pages/notice.ts';
import { problemPage } from './pages/problem-page.ts';
import { Problem, type ProblemStatus } from './problem.ts';

export function answerProblem(error: Error, c: Context<WebEnv>, deps: Pick<WebDeps, 'log'>): Response | Promise<Response> {
  const { status, code, message } = told(error, c, deps);
  if (c.req.path.startsWith('/api/')) return c.json({ error: { code, message } }, status);
  if (wantsFragment(c)) {
    // The page is gone from this person; only a login brings it back.
    if (code === 'login-needed') c.header('hx-redirect', '/login');
    return c.html(problemNotice(message), status);
  }
  if (code === 'login-needed') return c.redirect(c.req.method === 'GET' ? `/login?next=${encodeURIComponent(c.req.path)}` : '/login', 303);
  return c.html(problemPage(title(status), message), status);
}

/** A bug, or infrastructure that is down, is in the log; the person gets a plain word. */
function told(
  error: Error,
  c: Context<WebEnv>,
  deps: Pick<WebDeps, 'log'>,
): { readonly status: ProblemStatus; readonly code: string; readonly message: string } {
  if (error instanceof Problem) return error;
  if (error instanceof UserError) return { status: 400, code: error.code, message: error.message };
  if (error instanceof BatonError && error.code === 'database-unavailable') {
    deps.log.warn({ err: error, method: c.req.method, path: c.req.path }, 'a request met a database that does not answer');
    return {
      status: 503,
      code: 'unavailable',
      message: 'The database does not answer at the moment. Nothing that was recorded is lost. Try again in a moment.',
    };
  }
  deps.log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed');
  return { status: 500, code: 'broken', message: 'Something went wrong here. It is in the log. Try again.' };
}

function title(status: number): string {
  if (status === 404) return 'Not found';
  if (status === 403) return 'Not allowed';
  return status >= 500 ? 'Something went wrong' : 'This did not work';
}
