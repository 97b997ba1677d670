/** What every page's frame says about this request. */
import type { Context } from 'hono';
import type { WebDeps } from '../deps.ts';
import type { WebEnv } from '../env.ts';
import type { Frame } from './layout.ts';

export function frameFor(c: Context<WebEnv>, deps: Pick<WebDeps, 'config' | 'clock'>, title: string): Frame {
  return { title, person: c.var.person, proven: c.var.proven, rehearsal: deps.config.modelKind === 'rehearsal', path: c.req.path, now: deps.clock.now() };
}

/** htmx asks for a fragment; a form without the script wants a page. */
export const wantsFragment = (c: Context<WebEnv>): boolean => c.req.header('hx-request') === 'true';
