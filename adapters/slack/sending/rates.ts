/**
 * How often each method may be called, per workspace. Source: docs.slack.dev/apis/web-api/rate-limits and each method's
 * page. A method that is not here gets tier 2.
 */

export interface Rate {
  /** Calls in any minute. */
  readonly perMinute: number;
  /** For one channel beside that: one call each so many milliseconds, a few of them at once. Null: no matter which channel. */
  readonly perChannel: { readonly everyMs: number; readonly atOnce: number } | null;
}

const TIER: Readonly<Record<1 | 2 | 3 | 4, Rate>> = {
  1: { perMinute: 1, perChannel: null },
  2: { perMinute: 20, perChannel: null },
  3: { perMinute: 50, perChannel: null },
  4: { perMinute: 100, perChannel: null },
};

/** “One message per second per channel”, short bursts allowed, and “several hundred messages per minute” for a workspace. */
const POSTING: Rate = { perMinute: 200, perChannel: { everyMs: 1_000, atOnce: 3 } };
/** “Hundreds of requests per minute” and “special”, in the methods' own words. */
const GENEROUS: Rate = { perMinute: 200, perChannel: null };

const RATES: Readonly<Record<string, Rate>> = {
  'agents.sessions.setStatus': TIER[3],
  'auth.test': GENEROUS,
  'auth.revoke': TIER[3],
  'bots.info': TIER[3],
  'chat.postMessage': POSTING,
  'chat.update': TIER[3],
  'chat.delete': TIER[3],
  'chat.postEphemeral': TIER[4],
  'chat.getPermalink': GENEROUS,
  'conversations.history': TIER[3],
  'conversations.replies': TIER[3],
  'conversations.open': TIER[3],
  'conversations.info': TIER[3],
  'conversations.join': TIER[3],
  'conversations.members': TIER[4],
  'conversations.list': TIER[2],
  'files.getUploadURLExternal': TIER[4],
  'files.completeUploadExternal': TIER[4],
  'files.info': TIER[4],
  'files.delete': TIER[3],
  'oauth.v2.access': TIER[4],
  'team.info': TIER[3],
  'usergroups.list': TIER[2],
  'usergroups.users.list': TIER[2],
  'users.conversations': TIER[3],
  'users.info': TIER[4],
  'users.list': TIER[2],
  'users.lookupByEmail': TIER[3],
  'views.open': TIER[4],
  'views.push': TIER[4],
  'views.update': TIER[4],
  'views.publish': TIER[4],
};

export function rateOf(method: string): Rate {
  return RATES[method] ?? TIER[2];
}
