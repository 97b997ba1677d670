/**
 * How often a method may be called: a minute's calls per method and workspace by tier, and about one post a second per
 * channel, with short bursts. Who is too fast gets Retry-After; who does not wait for it has not read it.
 * Source: docs.slack.dev/apis/web-api/rate-limits.
 */
import type { World } from '../world/world.ts';
import type { Tier } from './method.ts';

const MINUTE_MS = 60_000;
const PER_MINUTE: Readonly<Record<1 | 2 | 3 | 4 | 'unlisted', number>> = { 1: 1, 2: 20, 3: 50, 4: 100, unlisted: 1 };
/** "A small amount of burst behavior is tolerated": tier 1 would not even let an app reconnect otherwise. */
const BURST: Readonly<Record<1 | 2 | 3 | 4 | 'unlisted', number>> = { 1: 9, 2: 5, 3: 10, 4: 20, unlisted: 0 };
/** One a second per channel; short bursts beyond that are allowed and not promised. */
const POST_EVERY_MS = 1000;
const POST_BURST = 4;
/** "Several hundred messages per minute" in a workspace. */
const POSTS_PER_MINUTE = 300;

export interface Rates {
  /** Seconds to wait, or null: go on. */
  tooFast(method: string, tier: Tier, team: string, channel: string): number | null;
}

export function createRates(world: World): Rates {
  const windows = new Map<string, number[]>();
  const posts = new Map<string, { tokens: number; at: number }>();
  const closedUntil = new Map<string, number>();
  const faster = world.settings.ratesFaster;

  function refuse(method: string, key: string, waitMs: number): number {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    closedUntil.set(key, world.time.now() + waitMs);
    world.violations.push({ kind: 'too-fast', method, key, retryAfter: seconds });
    return seconds;
  }

  function inWindow(method: string, key: string, most: number): number | null {
    const now = world.time.now();
    const span = MINUTE_MS / faster;
    const calls = (windows.get(key) ?? []).filter((at) => at > now - span);
    windows.set(key, calls);
    if (calls.length >= most) return refuse(method, key, (calls[0] ?? now) + span - now);
    calls.push(now);
    return null;
  }

  function inBucket(method: string, key: string): number | null {
    const now = world.time.now();
    const every = POST_EVERY_MS / faster;
    const bucket = posts.get(key) ?? { tokens: POST_BURST, at: now };
    bucket.tokens = Math.min(POST_BURST, bucket.tokens + (now - bucket.at) / every);
    bucket.at = now;
    posts.set(key, bucket);
    // A post a hair early is on time: clocks and networks are not that exact.
    if (bucket.tokens < 0.95) return refuse(method, key, (1 - bucket.tokens) * every);
    bucket.tokens -= 1;
    return null;
  }

  return {
    tooFast(method, tier, team, channel) {
      if (faster === 0 || tier === 'free') return null;
      const key = tier === 'posting' ? `${method} ${team} ${channel}` : `${method} ${team}`;
      const wait = (closedUntil.get(key) ?? 0) - world.time.now();
      if (wait > 0) {
        world.violations.push({ kind: 'ignored-retry-after', method, key });
        return Math.max(1, Math.ceil(wait / 1000));
      }
      if (tier === 'posting') return inBucket(method, key) ?? inWindow(method, `${method} ${team}`, POSTS_PER_MINUTE);
      return inWindow(method, key, PER_MINUTE[tier] + BURST[tier]);
    },
  };
}
