/** What becomes of runs when their places change: threads and channels that are closed or go, permissions that come and go, Baton's own coming and going. */

import type { Unreachable } from '../../../src/chat/sending/surface.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { GuildHere, GuildsDeps } from './guilds.ts';
import { goneMeanwhile, guildGone, guildHere } from './guilds.ts';
import { lookAgain } from './look-again.ts';
import { createNews } from './news.ts';
import { createToldLately } from './told-lately.ts';

export type { GuildHere } from './guilds.ts';

export interface Life {
  /**
   * Something changed there: a moment later Discord is asked how it is now, and runs are held up or let go on. `channel` null: anything in the guild
   * (its roles, Baton's own membership). The news itself is not believed: it may be old.
   */
  placeNews(tenant: TenantId, channel: ChannelId | null, thread: ThreadId | null): void;
  /** A message could not be sent. */
  unreachable(news: Unreachable): void;
  /** READY: the guilds that Baton is in. Those that it knew of and that are not among them are gone. */
  connected(guilds: readonly TenantId[]): void;
  /** GUILD_CREATE: there for the first time, again, or back after an outage of Discord's. */
  guildHere(guild: GuildHere): void;
  /** GUILD_DELETE that is not an outage. */
  guildGone(tenant: TenantId): void;
  stop(): Promise<void>;
}

export interface LifeDeps extends Omit<GuildsDeps, 'toldLately'> {
  readonly clock: Clock;
}

/** Nothing that people do hangs on it. */
const LOOKS_EVERY_MS = 2 * 60_000;

export function createLife(given: LifeDeps): Life {
  const { people, log, clock } = given;
  const toldLately = createToldLately(given.desk, clock);
  const deps: GuildsDeps = { ...given, desk: toldLately.desk, toldLately };
  const news = createNews({
    async look(where, suspected) {
      if (where.thread !== null) people.changed(where.tenant, { kind: 'place', place: where.thread });
      if (where.channel !== null) people.changed(where.tenant, { kind: 'place', place: where.channel });
      people.changed(where.tenant, { kind: 'guild' });
      people.changed(where.tenant, { kind: 'self' });
      await lookAgain(where, suspected, deps);
    },
    clock,
    log,
  });
  const stopping = new AbortController();
  const guildsHere = new Set<TenantId>();
  /** One thing after the other: a guild that goes and comes back at once ends as it is. */
  let guilds: Promise<void> = Promise.resolve();

  function inTurn(tenant: TenantId | null, work: () => Promise<void>): void {
    guilds = guilds
      .then(work)
      .catch((error: unknown) => log.warn({ err: error, tenant }, 'what became of a server of Discord could not be kept; the next connection tells it again'));
  }

  const gone = (tenant: TenantId) => inTurn(tenant, () => guildGone(tenant, deps));

  /** What waits is looked at now and then: news may be lost, and a run may take what it was told after it was not so any more. */
  async function lookNowAndThen(): Promise<void> {
    for (;;) {
      await clock.sleep(LOOKS_EVERY_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      for (const tenant of guildsHere) news.heard({ tenant, channel: null, thread: null, look: 'waiting' }, null);
    }
  }

  const looking = lookNowAndThen();

  return {
    placeNews: (tenant, channel, thread) => news.heard({ tenant, channel, thread, look: channel === null ? 'channels' : 'everything' }, null),
    unreachable: ({ tenant, channel, thread, reason }) => news.heard({ tenant, channel, thread, look: 'everything' }, reason),
    connected(here) {
      for (const tenant of here) guildsHere.add(tenant);
      inTurn(null, async () => {
        for (const tenant of await goneMeanwhile(here, deps)) gone(tenant);
      });
    },
    guildHere(guild) {
      guildsHere.add(guild.tenant);
      // After whatever was heard before it was told to the runs.
      inTurn(guild.tenant, () =>
        guildHere(guild, deps).finally(() => news.heard({ tenant: guild.tenant, channel: null, thread: null, look: 'everything' }, null)),
      );
    },
    guildGone: gone,
    async stop() {
      stopping.abort();
      await Promise.all([news.stop(), guilds, looking]);
    },
  };
}
