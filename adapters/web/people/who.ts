/**
 * Who acts. With `WEB_USERS` it is the logged-in person and nobody else; without, on loopback, the name that the request
 * or the cookie gives.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type PersonId, personId } from '../../../src/engine/ids.ts';
import type { WebDeps } from '../deps.ts';
import type { WebEnv } from '../env.ts';
import { badInput, Problem } from '../problem.ts';
import { GUEST, NAME_COOKIE, personNameSchema, readName } from './person-name.ts';
import { SESSION_COOKIE, type Sessions } from './session.ts';

const OPEN_PATHS: ReadonlySet<string> = new Set(['/healthz', '/login']);

export function identify(deps: Pick<WebDeps, 'config' | 'clock'>, sessions: Sessions): MiddlewareHandler<WebEnv> {
  const proven = deps.config.users.length > 0;
  return async (c, next) => {
    c.set('proven', proven);
    if (!proven) {
      c.set('person', readName(getCookie(c, NAME_COOKIE)) ?? GUEST);
      return next();
    }
    const name = sessions.read(getCookie(c, SESSION_COOKIE), deps.clock.now());
    if (name !== null) {
      c.set('person', personId(name));
      return next();
    }
    if (!OPEN_PATHS.has(c.req.path) && !c.req.path.startsWith('/static/')) throw new Problem(401, 'login-needed', 'Log in first.');
    c.set('person', GUEST);
    return next();
  };
}

/** The person to act as when a request also says `as`. */
export function actor(c: Context<WebEnv>, as: string | undefined): PersonId {
  if (as === undefined || as === '') return c.var.person;
  const parsed = personNameSchema.safeParse(as);
  if (!parsed.success) throw badInput(`as: ${parsed.error.issues[0]?.message ?? 'is not a name'}.`);
  if (c.var.proven && parsed.data !== c.var.person)
    throw new Problem(403, 'name-not-allowed', `You are logged in as ${c.var.person} and cannot act as ${parsed.data}.`);
  return parsed.data;
}
