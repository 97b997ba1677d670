/** 401, 403 and 429 count as invalid; 10,000 in ten minutes and the address is banned for a while. docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
import type { World } from '../world/world.ts';

const MOST = 10_000;
const WITHIN_MS = 10 * 60_000;
const BANNED_FOR_MS = 60 * 60_000;

export interface InvalidRequests {
  note(status: number): void;
  /** Seconds that the ban still lasts, or null. */
  bannedFor(): number | null;
  /** In the last ten minutes. */
  count(): number;
}

export function createInvalidRequests(world: World): InvalidRequests {
  let at: number[] = [];
  let bannedUntil = 0;
  const recent = () => {
    const oldest = world.time.now() - WITHIN_MS;
    if ((at[0] ?? oldest) < oldest) at = at.filter((one) => one >= oldest);
    return at.length;
  };
  return {
    note(status) {
      if (![401, 403, 429].includes(status)) return;
      at.push(world.time.now());
      if (recent() <= MOST || bannedUntil > world.time.now()) return;
      bannedUntil = world.time.now() + BANNED_FOR_MS;
      world.violations.push({ kind: 'banned', invalidRequests: recent() });
    },
    bannedFor() {
      const left = bannedUntil - world.time.now();
      return left > 0 ? Math.ceil(left / 1000) : null;
    },
    count: recent,
  };
}
