/**
 * A login as a signed cookie: name and end, and an HMAC over both. The key is made from the person's password hash in
 * `WEB_USERS`: every process takes a login, also after a restart, a new password ends the old ones, and nothing is stored.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebUser } from '../../../src/config/web-users.ts';

export const SESSION_COOKIE = 'baton_session';
export const SESSION_SECONDS = 7 * 24 * 3600;

export interface Sessions {
  issue(user: WebUser, now: number): string;
  /** The name that was logged in; null for a forged, broken or ended cookie, and for a name that is not a user any more. */
  read(cookie: string | undefined, now: number): string | null;
}

export function createSessions(users: readonly WebUser[]): Sessions {
  return {
    issue(user, now) {
      const payload = `${Buffer.from(user.name, 'utf8').toString('base64url')}.${now + SESSION_SECONDS * 1000}`;
      return `${payload}.${signed(payload, user).toString('base64url')}`;
    },
    read(cookie, now) {
      const match = /^([\w-]{1,400})\.(\d{1,16})\.([\w-]{43})$/u.exec(cookie ?? '');
      const [encoded, end, mark] = match?.slice(1) ?? [];
      if (encoded === undefined || end === undefined || mark === undefined) return null;
      const name = Buffer.from(encoded, 'base64url').toString('utf8');
      const user = users.find((candidate) => candidate.name === name);
      if (user === undefined || !timingSafeEqual(signed(`${encoded}.${end}`, user), Buffer.from(mark, 'base64url'))) return null;
      return Number(end) > now ? name : null;
    },
  };
}

/** The word keeps the key apart from anything else that may be made from the same hash. */
function signed(payload: string, { hash }: WebUser): Buffer {
  const key = createHmac('sha256', hash).update('baton session 1').digest();
  return createHmac('sha256', key).update(payload).digest();
}
