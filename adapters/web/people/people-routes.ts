/** Saying who one is: by name on loopback, by login where `WEB_USERS` is set. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { verifyPassword } from '../../../src/config/password.ts';
import type { WebDeps } from '../deps.ts';
import { check } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { readForm } from '../files/form.ts';
import { loginPage } from '../pages/login-page.ts';
import { notFound } from '../problem.ts';
import { createLoginThrottle } from './login-throttle.ts';
import { NAME_COOKIE, personNameSchema } from './person-name.ts';
import { SESSION_COOKIE, SESSION_SECONDS, type Sessions } from './session.ts';

const YEAR_SECONDS = 365 * 24 * 3600;
/** Checked for unknown names, so that they take as long as known ones. */
const NOBODYS_HASH = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/** Of those in WEB_USERS. What is longer is nobody's, and must not fill the memory of who failed. */
const LONGEST_NAME = 80;
/** Each check takes 32 MiB and a core for a moment. */
const CHECKS_AT_ONCE = 4;

export function peopleRoutes(app: Hono<WebEnv>, deps: WebDeps, sessions: Sessions): void {
  const { users, publicUrl } = deps.config;
  const throttle = createLoginThrottle();
  const cookie = { httpOnly: true, sameSite: 'Strict', path: '/', secure: publicUrl?.startsWith('https:') ?? false } as const;
  let checking = 0;

  app.post('/as', async (c) => {
    if (users.length > 0) throw notFound('page');
    const form = await readForm(c);
    setCookie(c, NAME_COOKIE, check(personNameSchema, form.text('as') ?? ''), { ...cookie, maxAge: YEAR_SECONDS });
    return c.redirect(localPath(form.text('back')), 303);
  });

  app.get('/login', (c) => (users.length === 0 ? c.redirect('/', 303) : c.html(loginPage(localPath(c.req.query('next') ?? null), null))));

  app.post('/login', async (c) => {
    if (users.length === 0) throw notFound('page');
    const form = await readForm(c);
    const name = form.text('name') ?? '';
    const next = localPath(form.text('next'));
    const keys = [`name:${name.slice(0, LONGEST_NAME)}`, `from:${address(c)}`];
    const wait = throttle.waitFor(keys, deps.clock.now());
    if (wait > 0 || checking >= CHECKS_AT_ONCE) {
      const seconds = Math.max(1, Math.ceil(wait / 1000));
      c.header('retry-after', String(seconds));
      return c.html(loginPage(next, `Too many tries. Wait ${seconds} s.`), 429);
    }
    const user = users.find((candidate) => candidate.name === name);
    // Counted before the check, so that many at once do not all count as the first.
    throttle.failed(keys, deps.clock.now());
    checking += 1;
    const fits = await verifyPassword(form.text('password') ?? '', user?.hash ?? NOBODYS_HASH).finally(() => {
      checking -= 1;
    });
    if (!user || !fits) {
      deps.log.warn({ from: address(c) }, 'a login failed');
      return c.html(loginPage(next, 'This name and password do not fit together.'), 401);
    }
    throttle.succeeded(keys);
    setCookie(c, SESSION_COOKIE, sessions.issue(user, deps.clock.now()), { ...cookie, maxAge: SESSION_SECONDS });
    return c.redirect(next, 303);
  });

  app.post('/logout', (c) => {
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/login', 303);
  });
}

/** Never another site: one slash, then no second one and no backslash, which browsers read as one. */
function localPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])[\w\-./#?=&%]*$/u.test(path) ? path : '/';
}

function address(c: Context<WebEnv>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // Without a socket (a request made in the same process) there is no address.
    return 'unknown';
  }
}
