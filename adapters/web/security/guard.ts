/** The checks that every request passes before a route sees it, and the headers that every answer carries. */
import type { MiddlewareHandler } from 'hono';
import type { WebEnv } from '../env.ts';
import { Problem } from '../problem.ts';
import { hostCheck } from './host-check.ts';
import { comesFromHome } from './origin-check.ts';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Called by container health checks under whatever name; it tells nothing that a stranger could use. */
const OPEN_TO_ANY_HOST = '/healthz';

export function guard(config: { readonly host: string; readonly publicUrl: string | null }): MiddlewareHandler<WebEnv> {
  const hostIsOurs = hostCheck(config);
  return async (c, next) => {
    if (c.req.path !== OPEN_TO_ANY_HOST && !hostIsOurs(c.req.header('host'))) {
      throw new Problem(403, 'host-not-allowed', 'This address is not one that Baton serves. Set PUBLIC_URL to the address that people use.');
    }
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') checkPost(c.req, config.publicUrl);
    await next();
  };
}

/** Set before the route runs, so that an answer to a problem carries them too; a route may tighten its own policy. */
export function headers(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    await next();
    const set = c.res.headers;
    if (!set.has('content-security-policy')) set.set('content-security-policy', PAGE_POLICY);
    set.set('x-content-type-options', 'nosniff');
    // Not `no-referrer`: with it browsers send `Origin: null` on our own forms. Other sites are told nothing either way.
    set.set('referrer-policy', 'same-origin');
    set.set('cross-origin-opener-policy', 'same-origin');
    set.set('cross-origin-resource-policy', 'same-origin');
    set.set('x-frame-options', 'DENY');
    set.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (!set.has('cache-control')) set.set('cache-control', 'no-store');
  };
}

function checkPost(request: { readonly path: string; header(name: string): string | undefined }, publicUrl: string | null): void {
  const type = (request.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isFiles = request.path === '/api/files';
  const isApi = request.path.startsWith('/api/');
  const sent = { origin: request.header('origin'), fetchSite: request.header('sec-fetch-site'), host: request.header('host') };
  if (!comesFromHome(sent, isApi ? 'program' : 'form', publicUrl)) {
    throw new Problem(403, 'origin-not-allowed', 'This request does not come from Baton’s own page.');
  }
  const expected = isFiles ? ['multipart/form-data'] : isApi ? ['application/json'] : ['application/x-www-form-urlencoded', 'multipart/form-data'];
  if (!expected.includes(type)) throw new Problem(415, 'wrong-content-type', `Send this as ${expected.join(' or ')}.`);
}
