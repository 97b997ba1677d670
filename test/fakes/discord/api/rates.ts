/**
 * Windows for each bucket, and 50 calls a second for the app; who is too fast gets 429 with how long to wait, who does
 * not wait has not read it. docs.discord.com/developers/topics/rate-limits
 */
import { createHash } from 'node:crypto';
import type { World } from '../world/world.ts';
import type { Bucket } from './route.ts';

const GLOBAL_PER_SECOND = 50;

export type Verdict =
  | { readonly kind: 'go'; readonly headers: Record<string, string> }
  | { readonly kind: 'too-fast'; readonly headers: Record<string, string>; readonly retryAfter: number; readonly global: boolean; readonly refusal?: number };

export interface Rates {
  /** `within`: a narrower limit for this call inside its bucket, which no header tells of before it is hit. */
  take(route: string, bucket: Bucket | null, major: string, within?: Bucket | null): Verdict;
}

interface Window {
  used: number;
  until: number;
  /** Refused calls before its end have not read the answer. */
  refused: boolean;
}

export function createRates(world: World): Rates {
  const windows = new Map<string, Window>();
  const faster = world.settings.ratesFaster;

  function open(key: string, perMs: number): Window {
    const now = world.time.now();
    const known = windows.get(key);
    if (known && known.until > now) return known;
    const fresh = { used: 0, until: now + perMs / faster, refused: false };
    windows.set(key, fresh);
    return fresh;
  }

  function refuse(route: string, key: string, window: Window): number {
    const retryAfter = Math.ceil(window.until - world.time.now()) / 1000;
    world.violations.push(window.refused ? { kind: 'ignored-retry-after', route, key } : { kind: 'too-fast', route, key, retryAfter });
    window.refused = true;
    return retryAfter;
  }

  return {
    take(route, bucket, major, within = null) {
      if (faster === 0 || bucket === null) return { kind: 'go', headers: {} };
      // What has an interaction's token does not count for the app as a whole.
      const all = bucket.by === 'token' ? null : open('global', 1000);
      if (all && all.used >= GLOBAL_PER_SECOND) {
        const retryAfter = refuse(route, 'global', all);
        return { kind: 'too-fast', headers: tooFastHeaders(retryAfter, true), retryAfter, global: true };
      }
      const key = `${bucket.id} ${major}`;
      const window = open(key, bucket.perMs);
      const narrow = within && { key: `${within.id} ${major}`, window: open(`${within.id} ${major}`, within.perMs) };
      const headers = () => ({
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(Math.max(0, bucket.limit - window.used)),
        'x-ratelimit-reset': (window.until / 1000).toFixed(3),
        'x-ratelimit-reset-after': (Math.max(0, window.until - world.time.now()) / 1000).toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(bucket.id).digest('hex'),
      });
      const full =
        window.used >= bucket.limit ? { key, window } : within && narrow && narrow.window.used >= within.limit ? { ...narrow, refusal: within.refusal } : null;
      if (full) {
        const retryAfter = refuse(route, full.key, full.window);
        return {
          kind: 'too-fast',
          headers: { ...headers(), ...tooFastHeaders(retryAfter, false) },
          retryAfter,
          global: false,
          ...('refusal' in full && full.refusal && { refusal: full.refusal }),
        };
      }
      if (all) all.used += 1;
      window.used += 1;
      if (narrow) narrow.window.used += 1;
      return { kind: 'go', headers: headers() };
    },
  };
}

/** `Retry-After` is in whole seconds, the body's `retry_after` is exact. */
export function tooFastHeaders(retryAfter: number, global: boolean): Record<string, string> {
  return {
    'retry-after': String(Math.max(1, Math.ceil(retryAfter))),
    via: '1.1 local',
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global && { 'x-ratelimit-global': 'true' }),
  };
}
