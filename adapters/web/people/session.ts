/**
 * A login as a signed cookie: name and end, and an HMAC over both. The key lives as long as the process, so a restart
 * logs everyone out and nothing secret is stored.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const SESSION_COOKIE = 'baton_session';
export const SESSION_SECONDS = 7 * 24 * 3600;

export interface Sessions {
  issue(name: string, now: number): string;
  /** The name that was logged in; null for a forged, broken or ended cookie. */
  read(cookie: string | undefined, now: number): string | null;
}

export function createSessions(): Sessions {
  const key = randomBytes(32);
  const sign = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest();
  return {
    issue(name, now) {
      const payload = `${Buffer.from(name, 'utf8').toString('base64url')}.${now + SESSION_SECONDS * 1000}`;
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read(cookie, now) {
      const match = /^([\w-]{1,400})\.(\d{1,16})\.([\w-]{43})$/u.exec(cookie ?? '');
      const [name, end, mark] = match?.slice(1) ?? [];
      if (name === undefined || end === undefined || mark === undefined) return null;
      if (!timingSafeEqual(sign(`${name}.${end}`), Buffer.from(mark, 'base64url'))) return null;
      return Number(end) > now ? Buffer.from(name, 'base64url').toString('utf8') : null;
    },
  };
}
